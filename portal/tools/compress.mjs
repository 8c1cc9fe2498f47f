// The last step of a build: beside each file of dist that gains by it, the forms in which browsers take it, so that no server compresses anything twice.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '..', 'dist');
const texts = ['.html', '.js', '.css', '.svg', '.json', '.txt'];

for (const name of readdirSync(dist, { recursive: true }).filter((file) => texts.includes(extname(file)))) {
  const plain = readFileSync(join(dist, name));
  for (const [ending, bytes] of [['.br', brotliCompressSync(plain)], ['.gz', gzipSync(plain, { level: 9 })]]) {
    if (bytes.length < plain.length) writeFileSync(join(dist, name + ending), bytes);
  }
}
