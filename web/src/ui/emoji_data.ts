// The emoji that an answer to a customer may need: by group, each with what one would call it in Dutch and in English.
// Our own list, kept short: whatever else a keyboard offers can still be typed.

export interface Emoji {
  sign: string;
  // The first word is its name.
  nl: string;
  en: string;
}

const lines = `
🙂 lachje glimlach|smile; 😀 grijns blij|grin happy; 😃 blij lach|joy happy
😄 lachen blij|laugh happy; 😁 stralend grijns|beaming grin; 😅 zweet opgelucht|sweat relief
😂 tranen hard lachen|tears laughing; 🤣 schaterlach rollen|rolling laughing; 😊 bloos vriendelijk|blush friendly
😇 engel onschuldig|angel innocent; 😉 knipoog|wink; 😌 opgelucht rustig|relieved calm
😍 verliefd hartjes|love hearts; 🥰 lief hartjes|adore hearts; 😘 kus|kiss
😋 lekker smullen|yum tasty; 😎 stoer zonnebril|cool sunglasses; 🤩 sterren onder de indruk|starstruck impressed
🥳 feest vieren|party celebrate; 🤔 denken twijfel|thinking doubt; 🤨 wenkbrauw vraag|eyebrow question
😐 neutraal|neutral; 😶 stil zonder mond|silent; 🙄 rollende ogen|eyeroll
😬 oei grimas|grimace; 😴 slapen moe|sleep tired; 😷 mondkapje ziek|mask sick
🤒 koorts ziek|fever sick; 😕 verward onzeker|confused unsure; 🙁 sip jammer|frown pity
☹️ verdrietig jammer|sad pity; 😟 bezorgd|worried; 😮 verbaasd open mond|surprised
😲 verrast|astonished; 😳 verlegen|flushed; 🥺 alstublieft smeken|pleading please
😢 huilen traan|cry tear; 😭 snikken huilen|sobbing cry; 😱 schrik|scream shock
😞 teleurgesteld|disappointed; 😓 zweten zwaar|downcast; 😩 moe op|weary
😤 boos snuiven|huff angry; 😠 boos|angry; 😡 woedend rood|furious red
🤝 handdruk afspraak|handshake deal; 👍 duim omhoog goed akkoord|thumbsup good agree; 👎 duim omlaag slecht|thumbsdown bad
👌 prima ok|okay fine; ✌️ vrede twee|peace victory; 🤞 duimen geluk|fingers luck
👋 zwaai dag hallo|wave hello bye; 🙌 hoera handen|hooray hands; 👏 applaus klappen|applause clap
🙏 bedankt alstublieft|thanks please; 💪 sterk spier|strong muscle; 👉 rechts wijzen|right point
👈 links wijzen|left point; 👆 omhoog wijzen|up point; 👇 omlaag wijzen|down point
☝️ let op vinger|attention finger; ✋ stop hand|stop hand; 🤷 geen idee schouders|shrug
🤦 voorhoofd oeps|facepalm oops; 🙋 hand opsteken vraag|raise hand question; 🧑‍💻 medewerker computer|agent computer
🧑‍🔧 monteur reparatie|mechanic repair; 👷 bouwvakker werk|worker construction; 🚶 lopen voetganger|walk pedestrian
👪 gezin familie|family; 👶 baby kind|baby child; 🐶 hond|dog
🐱 kat poes|cat; ❤️ hart rood liefde|heart red love; 🧡 hart oranje|heart orange
💛 hart geel|heart yellow; 💚 hart groen|heart green; 💙 hart blauw|heart blue
💜 hart paars|heart purple; 🖤 hart zwart|heart black; 💔 gebroken hart|broken heart
✨ glans sterretjes|sparkles; ⭐ ster|star; 🌟 stralende ster|glowing star
🔥 vuur brand|fire; 💥 knal botsing|bang collision; 💯 honderd helemaal|hundred perfect
✅ klaar vinkje goed|done check; ☑️ aangevinkt|checked; ✔️ vink akkoord|check ok
❌ fout kruis nee|wrong cross no; ❎ kruis groen|cross green; ⚠️ waarschuwing let op|warning attention
⛔ verboden geen toegang|forbidden; 🚫 niet toegestaan|prohibited; ❓ vraag vraagteken|question
❗ uitroep belangrijk|exclamation important; ℹ️ informatie|info; 🆗 ok|ok
🆕 nieuw|new; 🆓 gratis|free; 🔴 rood rond|red circle
🟠 oranje rond|orange circle; 🟢 groen rond|green circle; 🔵 blauw rond|blue circle
➡️ pijl rechts|arrow right; ⬅️ pijl links|arrow left; ⬆️ pijl omhoog|arrow up
⬇️ pijl omlaag|arrow down; 🔁 herhaal|repeat; 🔄 ververs opnieuw|refresh again
🎉 feest gefeliciteerd|party congratulations; 🎊 confetti feest|confetti party; 🎁 cadeau|gift
🎂 taart verjaardag|cake birthday; 🎈 ballon|balloon; 🏆 beker winnaar|trophy winner
🥇 goud eerste|gold first; 🎵 muziek noot|music note; 🎟️ kaartje ticket|ticket
🌞 zon warm|sun warm; ☀️ zon|sun; 🌤️ wolkje zon|cloudy sun
☁️ wolk|cloud; 🌧️ regen|rain; ⛈️ onweer|thunderstorm
⚡ stroom bliksem energie|power lightning energy; ❄️ sneeuw koud|snow cold; 🌬️ wind|wind
🌊 water golf|water wave; 💧 druppel water|drop water; 🌡️ temperatuur graden|temperature
🌈 regenboog|rainbow; 🌱 plant groen duurzaam|plant green; 🌳 boom|tree
🌷 tulp bloem|tulip flower; 💐 boeket bloemen|bouquet flowers; 🏠 huis thuis|house home
🏡 huis tuin|house garden; 🏢 kantoor|office; 🏥 ziekenhuis|hospital
🏦 bank|bank; 🏫 school|school; 🏪 winkel|shop
🏭 fabriek|factory; 🔑 sleutel|key; 🚪 deur|door
🛋️ bank meubel|sofa; 🚿 douche|shower; 🔧 gereedschap sleutel|wrench tool
🔨 hamer|hammer; 🛠️ gereedschap reparatie|tools repair; 🔌 stekker stroom|plug power
🔋 batterij accu|battery; 💡 lamp idee|bulb idea; 🕯️ kaars|candle
🔦 zaklamp|flashlight; 🚗 auto|car; 🚕 taxi|taxi
🚌 bus|bus; 🚋 tram|tram; 🚆 trein|train
🚇 metro|subway; 🚉 station perron|station platform; 🚲 fiets|bicycle
🛵 scooter|scooter; 🚚 bezorging vrachtwagen|delivery truck; 🚑 ambulance|ambulance
🚒 brandweer|fire engine; 🚓 politie|police; ✈️ vliegtuig|airplane
🚢 boot schip|ship; ⛽ tanken benzine|fuel; 🅿️ parkeren|parking
🚧 werkzaamheden|roadworks; 🚦 stoplicht verkeer|traffic light; 🗺️ kaart|map
📍 plaats locatie|place location; 🧭 kompas richting|compass direction; 📞 telefoon bellen|phone call
☎️ telefoon|telephone; 📱 mobiel|mobile; 💻 laptop computer|laptop computer
🖥️ scherm computer|screen computer; 🖨️ printer|printer; ⌨️ toetsenbord|keyboard
📷 camera foto|camera photo; 📸 foto flits|photo flash; 🎥 film video|film video
🎤 microfoon|microphone; 🔊 geluid hard|sound loud; 🔇 geluid uit|mute
🔔 bel melding|bell notification; 🔕 geen meldingen|no notifications; 📧 e-mail|e-mail
✉️ brief envelop|letter envelope; 📨 bericht binnen|incoming message; 📩 bericht sturen|send message
📬 brievenbus post|mailbox post; 📦 pakket doos|package box; 📎 bijlage paperclip|attachment paperclip
📄 document pagina|document page; 📃 brief papier|paper; 📑 formulier tabs|form
🧾 bon rekening factuur|receipt invoice; 📊 grafiek staven|chart bars; 📈 grafiek omhoog|chart up
📉 grafiek omlaag|chart down; 📅 agenda datum|calendar date; 📆 kalender dag|calendar day
🗓️ agenda maand|calendar month; ⏰ wekker tijd|alarm time; ⏱️ stopwatch|stopwatch
⏳ wachten zandloper|waiting hourglass; ⌛ tijd om zandloper|time up hourglass; 🕐 klok uur|clock hour
📝 schrijven notitie|write note; ✍️ schrijven ondertekenen|writing sign; ✏️ potlood|pencil
🖊️ pen|pen; 📌 prikker vast|pin; 🔗 link schakel|link chain
🔍 zoeken vergrootglas|search magnifier; 🔒 slot dicht|lock closed; 🔓 slot open|lock open
🔐 beveiligd|secure; 🛡️ schild bescherming|shield protection; 🗑️ prullenbak|trash
💰 geld zak|money bag; 💶 euro geld|euro money; 💳 pas betalen|card pay
🪙 munt|coin; 🏷️ prijs label|price label; 🛒 winkelwagen|cart
🛍️ tas winkelen|shopping bag; 🍽️ eten bord|eat plate; ☕ koffie|coffee
🍵 thee|tea; 🥤 drankje|drink; 🍺 bier|beer
🍷 wijn|wine; 🍞 brood|bread; 🧀 kaas|cheese
🍎 appel|apple; 🍕 pizza|pizza; 🍰 gebak|cake
🏥 zorg|care; 💊 medicijn pil|medicine pill; 🩺 dokter|doctor
🩹 pleister|bandage; ♿ rolstoel toegankelijk|wheelchair accessible; 🚻 toilet|restroom
♻️ hergebruik|recycle; 🌍 wereld aarde|world earth; 🇳🇱 nederland vlag|netherlands flag
🇧🇪 belgië vlag|belgium flag; 🇩🇪 duitsland vlag|germany flag; 🇪🇺 europa vlag|europe flag
🏳️ witte vlag|white flag; 👀 kijken ogen|look eyes; 💬 gesprek ballon|speech chat
💭 gedachte|thought; 🗨️ reactie|reply; 🙈 niet kijken aap|see no evil
💤 slaap|sleep
`;

export const allEmoji: Emoji[] = [...new Map(lines.trim().split(/; |\n/).map((line) => {
  const [sign = '', ...rest] = line.split(' ');
  const [nl = '', en = ''] = rest.join(' ').split('|');
  return [sign, { sign, nl, en }];
})).values()];

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}

function names({ nl, en }: Emoji): string[] {
  return plain(`${nl} ${en}`).split(' ');
}

// Found by either language, whichever the screen speaks: what begins with the words stands first.
export function emojiFor(words: string): Emoji[] {
  const sought = plain(words.trim());
  if (sought === '') return allEmoji;
  const starts = allEmoji.filter((emoji) => names(emoji).some((name) => name.startsWith(sought)));
  return [...starts, ...allEmoji.filter((emoji) => !starts.includes(emoji) && plain(`${emoji.nl} ${emoji.en}`).includes(sought))];
}

export function emojiName({ nl, en }: Emoji, locale: string): string {
  return locale === 'nl' ? nl : en;
}
