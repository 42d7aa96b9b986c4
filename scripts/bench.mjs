// Measures everything, or what `--part` names, with a real PostgreSQL beside.
//
//   node scripts/bench.mjs [--part NAME]… [--print]
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './lib/postgres.mjs';

const require = createRequire(import.meta.url);
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const postgres = await startPostgres();
if (postgres.unavailable) {
  console.error(
    `What needs PostgreSQL is not measured, it cannot run here: ${postgres.unavailable}`,
  );
}
try {
  const { status } = spawnSync(
    process.execPath,
    [
      // What the naive twins take is measured in that process.
      '--expose-gc',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'benchmarks/src/run.ts'),
      ...process.argv.slice(2),
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, BENCH_POSTGRES: postgres.connectionString ?? '' },
    },
  );
  process.exitCode = status ?? 1;
} finally {
  await postgres.stop?.();
}
