// The common short codes. What is not here is shown as it was typed.

const table = `
smile 😄|grinning 😀|smiley 😃|grin 😁|laughing 😆|sweat_smile 😅|joy 😂|rofl 🤣|slightly_smiling_face 🙂|upside_down_face 🙃|wink 😉|blush 😊|innocent 😇
heart_eyes 😍|star-struck 🤩|kissing_heart 😘|yum 😋|stuck_out_tongue 😛|hugging_face 🤗|thinking_face 🤔|shushing_face 🤫|zipper_mouth_face 🤐|neutral_face 😐|expressionless 😑|no_mouth 😶
smirk 😏|unamused 😒|face_with_rolling_eyes 🙄|grimacing 😬|relieved 😌|pensive 😔|sleepy 😪|sleeping 😴|mask 😷|nerd_face 🤓|sunglasses 😎|confused 😕|worried 😟|slightly_frowning_face 🙁|open_mouth 😮|astonished 😲
flushed 😳|cry 😢|sob 😭|scream 😱|disappointed 😞|sweat 😓|weary 😩|tired_face 😫|yawning_face 🥱|triumph 😤|rage 😡|angry 😠|exploding_head 🤯|partying_face 🥳|face_with_monocle 🧐|robot_face 🤖|ghost 👻|skull 💀|saluting_face 🫡
wave 👋|raised_hand ✋|ok_hand 👌|v ✌️|crossed_fingers 🤞|point_left 👈|point_right 👉|point_up_2 👆|point_down 👇|point_up ☝️|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|fist ✊|facepunch 👊|clap 👏|raised_hands 🙌|open_hands 👐|handshake 🤝|pray 🙏|writing_hand ✍️|muscle 💪|eyes 👀|eye 👁️|brain 🧠|speaking_head_in_silhouette 🗣️|bust_in_silhouette 👤|busts_in_silhouette 👥
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|broken_heart 💔|sparkling_heart 💖|100 💯|boom 💥|sparkles ✨|star ⭐|star2 🌟|fire 🔥|zap ⚡|rainbow 🌈|sunny ☀️|sunrise 🌅|cloud ☁️|snowflake ❄️|umbrella ☔|crescent_moon 🌙|earth_africa 🌍|herb 🌿|seedling 🌱|evergreen_tree 🌲|deciduous_tree 🌳|four_leaf_clover 🍀|leaves 🍃|potted_plant 🪴
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|question ❓|grey_question ❔|exclamation ❗|heavy_exclamation_mark ❗|bangbang ‼️|information_source ℹ️|recycle ♻️|heavy_plus_sign ➕|heavy_minus_sign ➖|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄|repeat 🔁|leftwards_arrow_with_hook ↩️
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|white_large_square ⬜|black_large_square ⬛|large_green_square 🟩|large_yellow_square 🟨|large_red_square 🟥|small_blue_diamond 🔹|small_orange_diamond 🔸|white_small_square ▫️|black_small_square ▪️
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|hash #️⃣|new 🆕|ok 🆗|up 🆙|free 🆓|sos 🆘|top 🔝|soon 🔜
tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|sports_medal 🏅|medal 🎖️|dart 🎯|game_die 🎲|performing_arts 🎭|art 🎨|clapper 🎬|microphone 🎤|studio_microphone 🎙️|headphones 🎧|musical_note 🎵|soccer ⚽|checkered_flag 🏁|triangular_flag_on_post 🚩
coffee ☕|tea 🍵|beer 🍺|pizza 🍕|cake 🍰|birthday 🎂|cookie 🍪|apple 🍎|green_apple 🍏|avocado 🥑|dog 🐶|cat 🐱|fox_face 🦊|bear 🐻|panda_face 🐼|penguin 🐧|bird 🐦|owl 🦉|frog 🐸|turtle 🐢|bug 🐛|bee 🐝|butterfly 🦋|unicorn_face 🦄
rocket 🚀|car 🚗|bike 🚲|airplane ✈️|ship 🚢|house 🏠|office 🏢|hourglass ⌛|hourglass_flowing_sand ⏳|watch ⌚|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|clock1 🕐|clock3 🕒|clock9 🕘|double_vertical_bar ⏸️|arrow_forward ▶️|black_square_for_stop ⏹️|fast_forward ⏩|black_right_pointing_double_triangle_with_vertical_bar ⏭️
computer 💻|desktop_computer 🖥️|keyboard ⌨️|iphone 📱|telephone_receiver 📞|battery 🔋|electric_plug 🔌|bulb 💡|flashlight 🔦|camera 📷|tv 📺|satellite 🛰️|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|gear ⚙️|link 🔗|paperclip 📎|scissors ✂️|lock 🔒|unlock 🔓|key 🔑|shield 🛡️|mag 🔍|mag_right 🔎|microscope 🔬|test_tube 🧪|compass 🧭|world_map 🗺️|toolbox 🧰|jigsaw 🧩|ladder 🪜|balance_scale ⚖️|scales ⚖️
memo 📝|pencil 📝|pencil2 ✏️|lower_left_fountain_pen 🖋️|book 📖|books 📚|open_book 📖|closed_book 📕|green_book 📗|blue_book 📘|orange_book 📙|notebook 📓|ledger 📒|page_facing_up 📄|page_with_curl 📃|bookmark_tabs 📑|bookmark 🔖|label 🏷️|newspaper 📰|clipboard 📋|calendar 📆|date 📅|spiral_calendar_pad 🗓️|spiral_note_pad 🗒️|card_index_dividers 🗂️|file_folder 📁|open_file_folder 📂|file_cabinet 🗄️|wastebasket 🗑️|inbox_tray 📥|outbox_tray 📤|package 📦|email ✉️|envelope ✉️|mailbox 📫|pushpin 📌|round_pushpin 📍
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|moneybag 💰|money_with_wings 💸|dollar 💵|euro 💶|credit_card 💳|receipt 🧾|briefcase 💼|mortar_board 🎓|school 🏫|necktie 👔|crown 👑|gem 💎|bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|speech_balloon 💬|left_speech_bubble 🗨️|thought_balloon 💭|zzz 💤|door 🚪|chair 🪑|knot 🪢|thread 🧵|snail 🐌|fire_engine 🚒|rotating_light 🚨|construction 🚧|traffic_light 🚦|bridge_at_night 🌉|mountain 🏔️|ocean 🌊|anchor ⚓|crystal_ball 🔮|magnet 🧲|teacher 🧑‍🏫|technologist 🧑‍💻|walking 🚶|runner 🏃|raising_hand 🙋|shrug 🤷|face_palm 🤦`;

const codes = new Map(
  table
    .trim()
    .split(/[|\n]/)
    .map((entry) => entry.trim().split(" ")),
);

const tones = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];

// emoji returns the character of a short code without its colons, or "".
export function emoji(name, tone = 0) {
  const found = codes.get(name);
  return found ? found + (tones[tone] ?? "") : "";
}

// emojiNamed lists [name, character] of codes that begin so, or contain it.
export function emojiNamed(part, limit) {
  const all = [...codes];
  const first = all.filter(([name]) => name.startsWith(part));
  const rest = all.filter(([name]) => !name.startsWith(part) && name.includes(part));
  return [...first, ...rest].slice(0, limit);
}

// shortCode matches one short code at lastIndex.
export const shortCode = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/y;

// withEmoji turns the short codes of plain text into characters.
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g, (whole, name, tone) => emoji(name, Number(tone ?? 0)) || whole);
}
