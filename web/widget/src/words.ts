// All that the chat says by itself, in both languages.
const nl = {
  open: 'Open de chat', close: 'Sluit de chat', unread: 'ongelezen', messages: 'Berichten', write: 'Schrijf een bericht', send: 'Verstuur', attach: 'Voeg een bestand toe',
  remove: 'Verwijder', offline: 'Geen verbinding. We proberen het opnieuw.', typing: 'typt…', sending: 'Wordt verstuurd', waiting: 'Geen verbinding: wordt later verstuurd', sent: 'Verstuurd', read: 'Gelezen', failed: 'Niet verstuurd', again: 'Probeer opnieuw',
  you: 'U', desk: 'Medewerker', deleted: 'Dit bericht is verwijderd', name: 'Uw naam', email: 'Uw e-mailadres (niet verplicht)', start: 'Begin', who: 'Met wie spreken we?', tooLarge: 'Dat bestand is te groot (maximaal 25 MB).',
  notTaken: 'Dat bestand kan niet worden verstuurd.', unavailable: 'De chat is hier niet beschikbaar.', open_file: 'Open', closed: 'We zijn nu gesloten.', opens: 'Open vanaf', leave: 'Laat gerust een bericht achter.', within: 'Meestal antwoord binnen', minute: ['minuut', 'minuten'], hour: ['uur', 'uur'],
};

const en: typeof nl = {
  open: 'Open the chat', close: 'Close the chat', unread: 'unread', messages: 'Messages', write: 'Write a message', send: 'Send', attach: 'Add a file',
  remove: 'Remove', offline: 'No connection. Trying again.', typing: 'is typing…', sending: 'Sending', waiting: 'No connection: will be sent later', sent: 'Sent', read: 'Read', failed: 'Not sent', again: 'Try again',
  you: 'You', desk: 'Agent', deleted: 'This message was removed', name: 'Your name', email: 'Your e-mail address (optional)', start: 'Start', who: 'Who are we talking to?', tooLarge: 'That file is too large (25 MB at most).',
  notTaken: 'That file cannot be sent.', unavailable: 'The chat is not available here.', open_file: 'Open', closed: 'We are closed now.', opens: 'Open from', leave: 'You may leave a message.', within: 'Usually an answer within', minute: ['minute', 'minutes'], hour: ['hour', 'hours'],
};

export type Words = typeof nl;
export const wordsOf = (locale: string): Words => (locale.toLowerCase().startsWith('en') ? en : nl);

// Upwards to a round number: what is promised should rather come sooner.
export function waitWords(seconds: number, words: Words): string {
  const minutes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].find((each) => each * 60 >= seconds) ?? 2880;
  const [count, unit] = minutes < 60 ? [minutes, words.minute] as const : [minutes / 60, words.hour] as const;
  return `${words.within} ${count} ${unit[count === 1 ? 0 : 1] ?? ''}.`;
}
