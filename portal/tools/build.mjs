// What a build of the server runs: the portal, where its sources are newer than what was built of them. Packages come by `npm ci` where the lock file is
// another than the one they came by. One build at a time, whoever starts them: the others wait, and find it done.
// Ends with 0 where the portal is there, 3 where it cannot be built on this machine, else as what failed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cannot = 3;
const oldest = [20, 19];
const root = join(import.meta.dirname ?? '.', '..');
const at = (...names) => join(root, ...names);

const version = process.versions.node.split('.').map(Number);
if (version[0] < oldest[0] || (version[0] === oldest[0] && version[1] < oldest[1])) {
  end(`The portal is not built: it needs Node ${oldest.join('.')} or newer, and this is ${process.versions.node}.`);
}

lock(at('node_modules.lock'));
install();
if (newest('src', 'public', 'tools', 'index.html', 'openapi.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts') > built()) {
  const status = npm('run', 'build');
  if (status !== 0) {
    rmSync(at('dist'), { recursive: true, force: true });
    process.exit(status);
  }
}

function install() {
  const lockFile = createHash('sha256').update(readFileSync(at('package-lock.json'))).digest('hex');
  const stamp = at('node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockFile) return;
  if (npm('ci', '--no-audit', '--no-fund') !== 0) end('The portal is not built: npm ci could not fetch its packages.');
  writeFileSync(stamp, lockFile);
}

/** When the portal was built, in milliseconds; 0 where it was not. */
function built() {
  return existsSync(at('dist', 'index.html')) ? statSync(at('dist', 'index.html')).mtimeMs : 0;
}

/** When any of these was changed last. */
function newest(...names) {
  const files = names.filter((name) => existsSync(at(name))).flatMap((name) =>
    statSync(at(name)).isDirectory() ? readdirSync(at(name), { recursive: true }).map((inner) => join(name, inner)) : [name]);
  return Math.max(...files.map((name) => statSync(at(name)).mtimeMs));
}

function npm(...args) {
  return spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}

/** Holds a folder that only one process can make, until this one ends; one that was killed holds it no more. */
function lock(folder) {
  const owner = join(folder, 'owner');
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(owner, `${process.pid}`);
      process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }

    if (isAbandoned(owner, folder)) rmSync(folder, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

function isAbandoned(owner, folder) {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return false;
  } catch (error) {
    // Made a moment ago and not signed yet, or gone since.
    if (error.code === 'ENOENT') return existsSync(folder) && Date.now() - statSync(folder).mtimeMs > 10_000;
    return error.code === 'ESRCH';
  }
}

function end(why) {
  console.error(why);
  process.exit(cannot);
}
