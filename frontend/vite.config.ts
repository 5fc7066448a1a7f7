import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { catalogs } from './lint/catalogs.ts'
import { groups } from './lint/chunks.ts'

const backend = process.env['SANGAM_URL'] ?? 'http://localhost:8080'

// What the browser needs to install the app and to open it without a network. Only files of the build are kept: what the
// API answers never passes through the worker (see src/offline).
const installable = VitePWA({
  // A new version waits until the person wants it (src/app/worker.ts).
  registerType: 'prompt',
  injectRegister: null,
  manifestFilename: 'manifest.json',
  manifest: {
    id: '/',
    name: 'Sangam',
    short_name: 'Sangam',
    description: 'The open-source CRM',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    theme_color: '#00737c',
    background_color: '#f6f5f2',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
  workbox: {
    globPatterns: ['index.html', 'early.js', 'icon.svg', 'assets/*.{js,css}', 'assets/inter-latin-*.woff2'],
    // Vite names these by their content.
    dontCacheBustURLsMatching: /^assets\//,
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/(?:api|ws|health|metrics|error)(?:\/|$)/],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    inlineWorkboxRuntime: true,
    sourcemap: false,
  },
})

/// Tests that exchange modules, or say that they need theirs fresh, have them and a window to themselves. All others share
/// theirs: loading the words and parts of all pages once for each of them took longer than the tests.
const ALONE = /vi\.(?:mock|doMock|resetModules)\(|^\/\/ Alone:/m
const alone = readdirSync(new URL('./src', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.test\.tsx?$/.test(path))
  .map((path) => `src/${path}`)
  .filter((path) => ALONE.test(readFileSync(new URL(`./${path}`, import.meta.url), 'utf8')))

export default defineConfig({
  plugins: [catalogs(), react(), tailwind(), installable],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: {
      '/api': backend,
      '/ws': { target: backend, ws: true },
    },
  },
  build: {
    target: 'es2023',
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    // a machine that does something else beside is slower, not wrong
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'together', include: ['src/**/*.test.{ts,tsx}'], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
})
