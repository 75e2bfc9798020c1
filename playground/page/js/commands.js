// The slash commands that can be typed: the app's, and the few of the
// workspace's own.

const own = [
  { command: "/invite", description: "Invite somebody, or the app, to this channel", usage_hint: "@name" },
  { command: "/remove", description: "Remove somebody, or the app, from this channel", usage_hint: "@name" },
  { command: "/archive", description: "Archive this channel", usage_hint: "" },
];

// commands lists the app's commands first.
export function commands(store) {
  return [...(store.app?.commands ?? []), ...own];
}
