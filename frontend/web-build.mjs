// node web-build.mjs <outDir>: npm ci, type check and vite build, each skipped when its inputs did not change.
// Called by Maven; the digest, not the clock, decides, so a fresh clone and a switched branch behave alike.
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const here = import.meta.dirname
const out = resolve(process.argv[2] ?? join(here, 'dist'))
const started = Date.now()

const files = (dir) =>
  readdirSync(dir)
    .sort()
    .map((name) => join(dir, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]))

const digest = (paths) => {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path.slice(here.length).replaceAll('\\', '/')).update(readFileSync(path))
  return hash.digest('hex')
}

/// Beside each script and stylesheet what it is when it travels, packed as small as it gets: once, not for each request.
const pack = (dir) => {
  for (const path of files(dir).filter((file) => /\.(?:js|css)$/.test(file))) {
    const content = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }))
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  }
}

const stamped = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value

const npm = (...args) =>
  execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })

const root = ['web-build.mjs', 'package.json', 'package-lock.json', '.npmrc', 'vite.config.ts', 'tsconfig.json', 'index.html']
const lock = digest([join(here, 'package-lock.json'), join(here, 'package.json')])
const all = digest([...['src', 'public', 'lint'].flatMap((dir) => files(join(here, dir))), ...root.map((f) => join(here, f))])

// One builds at a time: `./sangam test` builds it beside Maven, which then finds it done.
const lockFile = join(here, '.web-build.lock')
const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
for (;;) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    break
  } catch (taken) {
    if (taken.code !== 'EEXIST') throw taken
    if (isAlive(Number(readFileSync(lockFile, 'utf8')))) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
    else rmSync(lockFile, { force: true })
  }
}
process.on('exit', () => rmSync(lockFile, { force: true }))

const buildStamp = join(out, '.stamp')
const installStamp = join(here, 'node_modules', '.stamp')

if (stamped(buildStamp, all)) {
  console.log('[web] up to date')
} else {
  if (!stamped(installStamp, lock)) {
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
    writeFileSync(installStamp, lock)
  }
  npm('run', 'typecheck', '--silent')
  npm('run', 'build', '--silent', '--', '--outDir', out, '--logLevel', 'warn')
  mkdirSync(out, { recursive: true })
  pack(join(out, 'assets'))
  writeFileSync(buildStamp, all)
  console.log(`[web] built in ${Date.now() - started} ms`)
}
