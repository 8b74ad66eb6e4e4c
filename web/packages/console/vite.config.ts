import { defineConfig } from 'vite';

// For `npm run dev`: where a server already runs.
const server = process.env.MEANWHILE_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  build: {
    outDir: '../../target/ui',
    emptyOutDir: true,
    reportCompressedSize: false,
    target: 'es2022',
    rollupOptions: { input: ['index.html', 'gallery.html'] },
  },
  server: { proxy: { '/api': server, '/readyz': server } },
});
