// What no linter rule can say about this code base. Run by `npm run lint`; every complaint names file and line.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

const src = join(import.meta.dirname, '..', 'src')
const files = (dir) =>
  readdirSync(dir)
    .map((name) => join(dir, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]))

const complaints = []
const all = files(src).map((path) => ({ path, name: relative(src, path).split(sep).join('/') }))
const code = all.filter(({ name }) => /\.tsx?$/.test(name) && !name.startsWith('api/__generated__/'))

// Who may import whom. `features/x` means the same feature; kits know no feature; ui knows no router and no server.
const KITS = ['grid', 'board', 'record', 'actions', 'charts', 'editor']
const BASE = ['ui', 'api', 'i18n', 'offline']
const MAY = {
  i18n: ['i18n'],
  api: ['api', 'i18n'],
  offline: ['offline', 'api', 'i18n'],
  ui: ['ui', 'i18n', 'api'],
  charts: ['charts', 'ui', 'i18n'],
  editor: ['editor', ...BASE],
  actions: ['actions', ...BASE],
  record: ['record', 'actions', 'editor', ...BASE],
  board: ['board', 'record', 'actions', 'editor', ...BASE],
  grid: ['grid', 'board', 'record', 'actions', 'editor', ...BASE],
  app: ['app', 'dev', 'features', ...KITS, ...BASE],
  test: ['app', 'features', ...KITS, ...BASE, 'test'],
}
const UI_MAY_READ = new Set(['api/problem', 'api/problems'])

const HUMAN_ATTRIBUTES = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'label', 'alt', 'hint', 'text', 'description'])
const WORDS = /\p{L}{2,}/u
// One-sided classes that a right-to-left language would turn the wrong way round.
const PHYSICAL = /(?:^|[\s:"'`])-?(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-l|rounded-r|rounded-tl|rounded-tr|rounded-bl|rounded-br|scroll-ml|scroll-mr)-(?=[\w[(])|(?:^|[\s:"'`])(?:text-left|text-right|float-left|float-right)\b/

const messages = new Map()
for (const { path, name } of all.filter((file) => /^i18n\/en\/.+\.json$/.test(file.name))) {
  for (const id of Object.keys(JSON.parse(readFileSync(path, 'utf8')))) {
    if (messages.has(id)) complaints.push(`${name}: "${id}" is also in ${messages.get(id)}`)
    messages.set(id, name)
  }
}

const used = new Set()
const usedPrefixes = new Set(['problem.', 'word.'])

for (const { path, name } of code) {
  const text = readFileSync(path, 'utf8')
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  // What is not shipped needs no translation.
  const isTest = /\.test\.tsx?$/.test(name) || name.startsWith('test/') || name.startsWith('dev/')
  const complain = (node, message) =>
    complaints.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}: ${message}`)

  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      checkImport(node, node.moduleSpecifier.text)
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0] && ts.isStringLiteral(node.arguments[0])) {
      checkImport(node, node.arguments[0].text)
    }
    if (!isTest && ts.isJsxText(node) && WORDS.test(node.text)) complain(node, `words for people belong in a catalog: "${node.text.trim()}"`)
    if (!isTest && ts.isJsxAttribute(node) && HUMAN_ATTRIBUTES.has(node.name.getText(file)) && node.initializer && ts.isStringLiteral(node.initializer) && WORDS.test(node.initializer.text)) {
      complain(node, `words for people belong in a catalog: ${node.getText(file)}`)
    }
    if ((ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) && !ts.isImportDeclaration(node.parent)) {
      used.add(node.text)
      if (!isTest && PHYSICAL.test(node.text) && /-/.test(node.text)) complain(node, `logical properties only (ms, me, ps, pe, start, end): "${node.text.match(PHYSICAL)[0].trim()}…"`)
    }
    if (ts.isTemplateExpression(node) && node.head.text !== '') usedPrefixes.add(node.head.text)
    if (!isTest) checkAnswer(node)
    ts.forEachChild(node, visit)
  }

  // What the server answers is known from its document, through api/client.ts and api/spine.ts alone.
  const checkAnswer = (node) => {
    const area = name.split('/')[0]
    if (area !== 'api' && ts.isCallExpression(node) && /^(globalThis\.|window\.)?fetch$/.test(node.expression.getText(file))) complain(node, 'the server is called through api/client')
    if (ts.isAsExpression(node) && ts.isAsExpression(node.expression) && node.expression.type.kind === ts.SyntaxKind.UnknownKeyword) {
      complain(node, 'no type by force: mend the document (src/main/java, @Schema) and run ./sangam codegen')
    }
    if (ts.isCallExpression(node) && node.typeArguments && /^(dataOf|answerOf|api\.[A-Z]+)$/.test(node.expression.getText(file))) {
      complain(node, 'the type of an answer comes from the document')
    }
  }

  const checkImport = (node, specifier) => {
    const target = specifier.startsWith('@/')
      ? specifier.slice(2)
      : specifier.startsWith('.')
        ? relative(src, resolve(dirname(path), specifier)).split(sep).join('/')
        : null
    const [area, own] = name.split('/')
    if (target === null) {
      if (area === 'ui' && /^@tanstack\/(react-router|react-query)/.test(specifier) && !isTest) complain(node, 'ui knows neither router nor server state')
      return
    }
    const [to, feature] = target.split('/')
    if (target === 'api/http' && area !== 'api') complain(node, 'the server is called through api/client')
    if (!name.includes('/')) return
    if (area === 'features') {
      if (to === 'features' && feature !== own) complain(node, `feature "${own}" imports feature "${feature}"`)
      if (to === 'app') complain(node, 'a feature does not import the app')
      return
    }
    if (isTest && to === 'test') return
    if (area === 'ui' && to === 'api' && !UI_MAY_READ.has(target) && !isTest) complain(node, 'ui does not talk to the server')
    if (MAY[area] && !MAY[area].includes(to)) complain(node, `${area} may not import ${to}`)
  }
  visit(file)
}

for (const [id, where] of messages) {
  if (!used.has(id) && ![...usedPrefixes].some((prefix) => id.startsWith(prefix))) complaints.push(`${where}: "${id}" is not used`)
}

for (const complaint of complaints) console.error(complaint)
if (complaints.length > 0) process.exit(1)
console.log(`house rules: ${code.length} files, ${messages.size} messages, clean`)
