import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { catalogs } from './lint/catalogs.ts'

// The primitives on a page of their own, for GalleryIT to look at; no part of the product.
export default defineConfig({
  plugins: [catalogs(), react(), tailwind()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { target: 'es2023', emptyOutDir: true, outDir: '../target/gallery', rolldownOptions: { input: 'gallery.html' } },
})
