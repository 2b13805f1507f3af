import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('./src/web/', import.meta.url)),
  plugins: [react()],
  // The map's worker is a module.
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('./.cache/web/', import.meta.url)),
    emptyOutDir: true,
    // antd and ECharts are large by nature; the pages that need ECharts load it by themselves.
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
