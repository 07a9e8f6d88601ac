// How a browser is called for its owner: "Firefox on Windows". What it says of itself is read from the most particular to
// the most common, for each says the names of the others too.
const browsers: [RegExp, string][] = [[/Edg/, 'Edge'], [/OPR\//, 'Opera'], [/SamsungBrowser/, 'Samsung Internet'], [/Firefox|FxiOS/, 'Firefox'], [/Chrome|CriOS/, 'Chrome'], [/Safari/, 'Safari']];
const systems: [RegExp, string][] = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']];

function found(names: [RegExp, string][], agent: string): string | undefined {
  return names.find(([mark]) => mark.test(agent))?.[1];
}

export function browserName(agent: string): string {
  return [found(browsers, agent), found(systems, agent)].filter((part) => part !== undefined).join(', ') || 'Browser';
}
