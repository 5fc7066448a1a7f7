// node run.mjs URL [ROUTE …]: what Lighthouse says of the main routes of the application there, as somebody who is signed in sees
// them on a desk. COMPANY, EMAIL and PASSWORD say who; CHROME_PATH is the browser. Ends with 1 when a route falls short.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LEAST = { performance: 98, accessibility: 100, 'best-practices': 100 }
const ROUTES = ['/', '/leads', 'one of /leads', '/deals?kind=board', '/tickets', 'one of /accounts', '/deals/forecast', '/settings/company']
/// A busy machine is slow for a moment: the best of so many tells what the page can do.
const RUNS = 5
/// What Lighthouse's index of machines calls an average desk. A slower one is counted down to it: its tasks take as much
/// longer (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md, "calibrating").
const DESK = 1_500
let speed = DESK
const CHROMIUM = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

// Lighthouse is larger than the whole web app: it is installed when it is asked for, and nothing else brings it.
const lock = createHash('sha256').update(readFileSync(join(import.meta.dirname, 'package-lock.json'))).digest('hex')
const stamp = join(import.meta.dirname, 'node_modules', '.stamp')
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: import.meta.dirname, stdio: ['ignore', 2, 2] })
  writeFileSync(stamp, lock)
}
const { default: lighthouse, defaultConfig, desktopConfig } = await import('lighthouse')
const { launch } = await import('puppeteer-core')

// What explains a speed takes longer than to measure it, and counts for nothing.
const explanations = defaultConfig.categories.performance.auditRefs.filter(({ weight }) => weight === 0).map(({ id }) => id)
const flags = { onlyCategories: Object.keys(LEAST), skipAudits: explanations, disableFullPageScreenshot: true, logLevel: 'error' }

const [url, ...asked] = process.argv.slice(2)
const { COMPANY, EMAIL, PASSWORD, CHROME_PATH } = process.env
const browser = await launch({ executablePath: CHROME_PATH ?? '/usr/bin/chromium', args: CHROMIUM })
try {
  const page = await browser.newPage()
  await page.setViewport({ width: 1350, height: 940 })
  await signIn(page)
  let short = false
  for (const route of asked.length > 0 ? asked : ROUTES) short = !(await isGood(page, route)) || short
  process.exitCode = short ? 1 : 0
} finally {
  await browser.close()
}

async function signIn(page) {
  await page.goto(`${url}/sign-in`)
  const fill = async (label, text) => page.locator(`::-p-aria([name="${label}"][role="textbox"])`).fill(text)
  await fill('Company', COMPANY)
  await fill('E-mail', EMAIL)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.waitForFunction(() => location.pathname === '/' && document.querySelector('h1'))
}

/// The address of what is listed first, where the route is one of many.
async function addressOf(page, route) {
  const list = route.replace(/^one of /, '')
  if (list === route) return url + route
  await page.goto(url + list)
  const link = await page.waitForSelector(`main a[href^="${list}/"]`)
  return url + (await link.evaluate((a) => a.getAttribute('href')))
}

async function isGood(page, route) {
  const address = await addressOf(page, route)
  const best = {}
  let missing = []
  for (let run = 0; run < RUNS; run++) {
    const cpuSlowdownMultiplier = Math.min(1, speed / DESK)
    const { lhr } = await lighthouse(address, { ...flags, throttling: { ...desktopConfig.settings.throttling, cpuSlowdownMultiplier } }, desktopConfig, page)
    if (lhr.runtimeError) throw new Error(`${route}: ${lhr.runtimeError.message}`)
    for (const [key, { score }] of Object.entries(lhr.categories)) best[key] = Math.max(best[key] ?? 0, Math.round((score ?? 0) * 100))
    speed = Math.round(lhr.environment.benchmarkIndex)
    missing = missed(lhr)
    if (Object.entries(LEAST).every(([key, least]) => best[key] >= least)) break
  }
  const good = Object.entries(LEAST).every(([key, least]) => best[key] >= least)
  console.log(`${route}: ${Object.entries(best).map(([key, score]) => `${key} ${score}`).join(', ')} (this machine: ${speed})`)
  if (!good) console.log(missing.map((line) => `  ${line}`).join('\n'))
  return good
}

/// What took points off in the last run, and what it was found at.
function missed({ categories, audits }) {
  const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  return [...new Set(weighed.map(({ id }) => id))]
    .map((id) => audits[id])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, score, displayValue, details }) => `${id} ${score} ${displayValue ?? ''} ${JSON.stringify(details?.items ?? []).slice(0, 600)}`)
}
