// The page's words in both languages. They stand apart from the inbox's, which nobody who works there should load.
import { languageOf, usePreferences } from '../state/preferences';

const en = {
  title: "Customer's phone",
  demoOnly: 'Demo only',
  intro: 'Write as a customer. Messages really go back and forth, through the same webhooks.',
  live: 'Live', connecting: 'Connecting', logInFirst: 'Log in first', signedOut: 'You are not logged in to the demo.', toInbox: 'To the inbox', inbox: 'Inbox',
  channels: 'Channels', customers: 'Customers', newCustomer: 'New customer',
  name: 'Name', phone: 'Number', phoneHelp: 'A made-up number, such as 06-00012345', add: 'Add', cancel: 'Cancel',
  changeNumber: 'Change number', change: 'Change', businessNumber: 'business number', today: 'Today', yesterday: 'Yesterday',
  typing: 'typing', read: 'Read', delivered: 'Delivered', sent: 'Sent', failed: 'Did not arrive', edited: 'edited', deleted: 'Message deleted',
  empty: 'Write a message to begin.', message: 'Message', sendAsCustomer: 'Send as the customer', attach: 'Attach', back: 'Choose a customer',
  meterPhoto: 'Send meter photo', fiveFast: 'Send 5 quickly', fiveText: 'I am in a hurry', stop: 'STOP',
  photoOrVideo: 'Photo or video', document: 'Document', voice: 'Voice message', voiceFile: 'Audio file', location: 'Location', contact: 'Contact', poll: 'Poll (unsupported)',
  meterCaption: 'This is the electricity meter', contactName: 'Neighbour Kees', placeName: 'Dom square', placeAddress: 'Domplein 1, Utrecht',
  reply: 'Reply', react: 'React', edit: 'Edit', remove: 'Delete', noReaction: 'Take reaction back', replyingTo: 'Reply to', editing: 'Edit message',
  photo: 'Photo', video: 'Video', audio: 'Audio', sticker: 'Sticker', openDocument: 'Open', unsupportedKind: 'Poll', you: 'You', business: 'Business',
  thread: 'Conversation on the phone',
  public: 'Public', private: 'Private', publicPosts: 'Public posts', comment: 'Comment here', comments: 'comments', oneComment: '1 comment', commentOn: 'Write a comment', under: 'Public, under',
  mention: 'Write a post that mentions the business', postOnPage: 'Post something on the page', newPost: 'Write a public post', everybodyReads: 'Public: everybody reads this', hidden: 'Hidden from others', answersPublic: 'Private answer to your public comment', sms: 'Text message',
  phoneDoes: 'What the phone does', reportsDelivered: 'Reports delivered', reportsRead: 'Reports read', showsTyping: 'Shows “typing”', isOff: 'Phone is off',
  dayLater: '24 hours ahead', closesWindow: 'closes the window', after04: 'after 0.4 s', after2: 'after 2 s',
  platformDoes: 'What the platform does', repeats: 'Send everything twice', repeat: 'repeated', reorders: 'Out of order', signsWrongly: 'Wrong signature', expects401: 'expect 401',
  delays: 'Slow webhooks', threeSeconds: '3 s later', refuses: 'Sending fails', loses: 'Lost after sending', uncertain: 'uncertain',
  errorCode: 'Error code',
  traffic: 'Traffic', last: 'last', pause: 'Pause', goOn: 'Go on', time: 'Time', side: 'Side', what: 'What', outcome: 'Outcome', took: 'Time taken', inward: 'in', outward: 'out', toBalie: 'to Balie', fromBalie: 'from Balie',
  onDisk: 'on disk', known: 'already known', noAnswer: 'no answer', noAnswerUncertain: 'no answer, uncertain', verified: 'verified', notVerified: 'not verified', quoted: 'quoting', queueFull: 'queue is full', nothingYet: 'Nothing yet.',
  scenarios: 'Scenarios', week: 'Replay a week', weekHint: '260 conversations, fast', rush: 'Outage', rushHint: '40 customers in 8 seconds', kinds: 'One of every kind', kindsHint: 'quote, place, edit, delete', playing: 'playing',
  refused: 'That did not work.',
};

export type Words = typeof en;

const nl: Words = {
  title: 'Klantentelefoon',
  demoOnly: 'Alleen in de demo',
  intro: 'Schrijf als klant. Berichten gaan echt heen en weer, door dezelfde webhooks.',
  live: 'Live', connecting: 'Verbinden', logInFirst: 'Eerst inloggen', signedOut: 'U bent niet ingelogd in de demo.', toInbox: 'Naar werkbak', inbox: 'Werkbak',
  channels: 'Kanalen', customers: 'Klanten', newCustomer: 'Nieuwe klant',
  name: 'Naam', phone: 'Nummer', phoneHelp: 'Een verzonnen nummer, zoals 06-00012345', add: 'Toevoegen', cancel: 'Annuleren',
  changeNumber: 'Nummer wijzigen', change: 'Wijzigen', businessNumber: 'zakelijk nummer', today: 'Vandaag', yesterday: 'Gisteren',
  typing: 'typt', read: 'Gelezen', delivered: 'Afgeleverd', sent: 'Verzonden', failed: 'Kwam niet aan', edited: 'bewerkt', deleted: 'Bericht verwijderd',
  empty: 'Schrijf een bericht om te beginnen.', message: 'Bericht', sendAsCustomer: 'Versturen als klant', attach: 'Bijlage', back: 'Kies een klant',
  meterPhoto: 'Stuur meterfoto', fiveFast: 'Stuur 5 snel', fiveText: 'Ik heb haast', stop: 'STOP',
  photoOrVideo: 'Foto of video', document: 'Document', voice: 'Spraakbericht', voiceFile: 'Geluidsbestand', location: 'Locatie', contact: 'Contact', poll: 'Poll (onbekend soort)',
  meterCaption: 'Dit is de elektriciteitsmeter', contactName: 'Buurman Kees', placeName: 'Domplein', placeAddress: 'Domplein 1, Utrecht',
  reply: 'Antwoorden', react: 'Reageren', edit: 'Bewerken', remove: 'Verwijderen', noReaction: 'Reactie weghalen', replyingTo: 'Antwoord op', editing: 'Bericht bewerken',
  photo: 'Foto', video: 'Video', audio: 'Geluid', sticker: 'Sticker', openDocument: 'Openen', unsupportedKind: 'Poll', you: 'U', business: 'Bedrijf',
  thread: 'Gesprek op de telefoon',
  public: 'Openbaar', private: 'Privé', publicPosts: 'Openbare berichten', comment: 'Reageer hier', comments: 'reacties', oneComment: '1 reactie', commentOn: 'Schrijf een reactie', under: 'Openbaar, onder',
  mention: 'Schrijf een bericht dat het bedrijf noemt', postOnPage: 'Plaats iets op de pagina', newPost: 'Schrijf een openbaar bericht', everybodyReads: 'Openbaar: iedereen leest dit', hidden: 'Verborgen voor anderen', answersPublic: 'Privéantwoord op uw openbare reactie', sms: 'Sms',
  phoneDoes: 'Wat de telefoon doet', reportsDelivered: 'Meldt afgeleverd', reportsRead: 'Meldt gelezen', showsTyping: 'Toont “typt”', isOff: 'Telefoon staat uit',
  dayLater: '24 uur vooruit', closesWindow: 'sluit het venster', after04: 'na 0,4 s', after2: 'na 2 s',
  platformDoes: 'Wat het platform doet', repeats: 'Alles twee keer sturen', repeat: 'herhaald', reorders: 'Volgorde door elkaar', signsWrongly: 'Verkeerde handtekening', expects401: 'verwacht: 401',
  delays: 'Trage webhooks', threeSeconds: '3 s later', refuses: 'Verzenden geeft fout', loses: 'Valt weg na verzenden', uncertain: 'onzeker',
  errorCode: 'Foutcode',
  traffic: 'Verkeer', last: 'laatste', pause: 'Pauze', goOn: 'Verder', time: 'Tijd', side: 'Kant', what: 'Wat', outcome: 'Uitkomst', took: 'Duur', inward: 'in', outward: 'uit', toBalie: 'naar Balie', fromBalie: 'van Balie',
  onDisk: 'op schijf', known: 'al bekend', noAnswer: 'geen antwoord', noAnswerUncertain: 'geen antwoord, onzeker', verified: 'bevestigd', notVerified: 'niet bevestigd', quoted: 'met citaat', queueFull: 'wachtrij is vol', nothingYet: 'Nog niets.',
  scenarios: 'Scenario’s', week: 'Week naspelen', weekHint: '260 gesprekken, versneld', rush: 'Storing', rushHint: '40 klanten in 8 seconden', kinds: 'Van alles één', kindsHint: 'citaat, plek, bewerkt, weg', playing: 'bezig',
  refused: 'Dat lukte niet.',
};

export const language = languageOf(usePreferences.getState());
export const words: Words = language === 'nl' ? nl : en;

const locale = language === 'nl' ? 'nl-NL' : 'en-GB';

export function clock(at: string, withSeconds = false): string {
  return new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', ...(withSeconds ? { second: '2-digit' } : {}) });
}

export function dayName(at: string): string {
  const day = new Date(at);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return words.today;
  return days === 1 ? words.yesterday : day.toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  return `${(milliseconds / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} s`;
}

// 31600000001 as people in the Netherlands write it.
export function phoneText(digits: string): string {
  return digits.startsWith('316') ? `06-${digits.slice(3)}` : `+${digits}`;
}

const titles: Record<string, string> = {
  whatsapp: 'WhatsApp', messenger: 'Messenger', instagram: 'Instagram', facebook: 'Facebook', x: 'X', telegram: 'Telegram',
  twilio: `${words.sms} · Twilio`, messagebird: `${words.sms} · MessageBird`, cm: `${words.sms} · CM.com`,
};

export function channelTitle(channel: string): string {
  return titles[channel] ?? channel;
}
