import { defineConfig } from 'vite';

/** Plain `vite build` makes the classic script; `--mode esm` the module. */
export default defineConfig(({ mode }) => {
  const esm = mode === 'esm';
  return {
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: '../../target/ui',
      emptyOutDir: false,
      reportCompressedSize: false,
      target: 'es2022',
      lib: {
        entry: esm ? 'src/module.ts' : 'src/script.ts',
        name: 'Meanwhile',
        formats: [esm ? ('es' as const) : ('iife' as const)],
        fileName: () => (esm ? 'meanwhile.esm.js' : 'meanwhile.js'),
      },
    },
  };
});
