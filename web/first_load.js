// Measures what a browser fetches of JavaScript before the inbox stands, and refuses a build in which that is too much.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bytesMost = 143_360;
const dist = new URL('dist/', import.meta.url);

// By the program and not by Node's own zlib, which differs from one version of Node to the next.
const gzipped = (name) => execFileSync('gzip', ['-9', '-c', name], { cwd: fileURLToPath(dist), maxBuffer: 16 * 1024 * 1024 }).length;

const page = readFileSync(new URL('index.html', dist), 'utf8');
const names = [...new Set([...page.matchAll(/["']\/?(assets\/[^"']+\.js)["']/g)].map((found) => found[1]))];
const sizes = names.map((name) => ({ name, bytes: gzipped(name) }));
const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0);

if (names.length === 0) {
  console.error('first load: index.html names no script');
  process.exit(1);
}
console.log(`first load: ${bytes} of ${bytesMost} bytes of JavaScript, gzipped`);
if (bytes > bytesMost) {
  for (const size of sizes) console.error(`  ${size.bytes}  ${size.name}`);
  console.error(`first load: ${bytes - bytesMost} bytes too much. Load what is not seen at once lazily (src/ui/lazily.ts, src/state/parts.ts).`);
  process.exit(1);
}
