// Which known column a stranger was meant to be: by its Dutch or usual name, else by how little differs.
const channels = ['whatsapp', 'messenger', 'instagram', 'facebook', 'twilio', 'messagebird', 'cm', 'x', 'telegram', 'email', 'webchat', 'api'];
const columns = ['name', 'phone', 'email', 'external_id', 'note', ...channels.map((channel) => `consent_${channel}`)];

const otherNames: Record<string, string> = {
  naam: 'name', klantnaam: 'name', fullname: 'name', voornaam: 'name', achternaam: 'name',
  telefoon: 'phone', telefoonnummer: 'phone', tel: 'phone', mobiel: 'phone', mobile: 'phone', gsm: 'phone', phonenumber: 'phone',
  mail: 'email', emailadres: 'email', emailaddress: 'email',
  klantnummer: 'external_id', klantid: 'external_id', id: 'external_id', customerid: 'external_id', customernumber: 'external_id',
  notitie: 'note', opmerking: 'note', opmerkingen: 'note', notes: 'note', remarks: 'note',
};

const mostDifferent = 2;

// How many letters have to be put in, taken out or changed.
function difference(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(left).entries()) {
    const next = [index + 1];
    for (let at = 0; at < right.length; at += 1) next.push(Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === right[at] ? 0 : 1)));
    row = next;
  }
  return row[right.length] ?? 0;
}

export function nearestColumn(column: string): string | undefined {
  const plain = column.toLowerCase().replaceAll(/[^a-z_]/g, '');
  const other = otherNames[plain.replaceAll('_', '')];
  if (other) return other;
  const channel = /^(?:consent|toestemming|optin|opt_in)_?(\w+)$/.exec(plain)?.[1];
  const near = columns.map((known) => ({ known, far: difference(channel && channels.includes(channel) ? `consent_${channel}` : plain, known) })).toSorted((left, right) => left.far - right.far)[0];
  return near && near.far <= mostDifferent && near.far < near.known.length / 2 ? near.known : undefined;
}
