// A file's name as it really is: characters that hide, reorder or end a line are shown as a mark.

// Written as code points on purpose: these are the characters that cannot be seen.
// eslint-disable-next-line no-control-regex, no-misleading-character-class
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]/gu;

export function visibleName(name: string): string {
  return name.replaceAll(hidden, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `␦${code}`;
  });
}
