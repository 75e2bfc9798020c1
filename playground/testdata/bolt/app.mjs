// A small app on Slack's official framework, which knows nothing of Greenroom:
// what works with it here works because the workspace behaves like Slack.
import bolt from '@slack/bolt';

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

app.message('coffee', async ({ message, say }) => {
  await say({
    thread_ts: message.ts,
    text: `How do you take it, <@${message.user}>?`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `How do you take it, <@${message.user}>?` } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'order', text: { type: 'plain_text', text: 'Order' }, value: message.ts }] },
    ],
  });
});

app.command('/coffee', async ({ command, ack, respond }) => {
  await ack(`Heard: ${command.text}`);
  await respond({ response_type: 'in_channel', text: `Coffee for <@${command.user_id}>: ${command.text}` });
});

app.action('order', async ({ ack, action, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'ordered',
      private_metadata: JSON.stringify({ channel: body.channel.id, thread: action.value }),
      title: { type: 'plain_text', text: 'Your coffee' },
      submit: { type: 'plain_text', text: 'Brew' },
      blocks: [
        { type: 'input', block_id: 'cups', label: { type: 'plain_text', text: 'Cups' }, element: { type: 'plain_text_input', action_id: 'number' } },
      ],
    },
  });
});

app.view('ordered', async ({ ack, view, body, client }) => {
  const cups = Number(view.state.values.cups.number.value);
  if (!(cups >= 1 && cups <= 3)) {
    await ack({ response_action: 'errors', errors: { cups: 'One to three, please.' } });
    return;
  }
  await ack();
  const { channel, thread } = JSON.parse(view.private_metadata);
  await client.chat.postMessage({ channel, thread_ts: thread, text: `${cups} for <@${body.user.id}>` });
});

app.error(async (error) => {
  console.error('app error:', error);
  process.exit(1);
});

await app.start();
