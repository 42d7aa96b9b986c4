// Runs every test: unit and integration tests of all packages (on SQLite and on a
// real PostgreSQL), then the proofs over several replicas that are killed, then
// the journeys in a real browser.
//
//   node scripts/test.mjs [--unit] [--resilience] [--e2e] [pattern]…
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from './lib/browser.mjs';
import { startPostgres } from './lib/postgres.mjs';

const require = createRequire(import.meta.url);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = mkdtempSync(join(tmpdir(), 'agent-tasks-test-'));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'boolean', default: false },
    resilience: { type: 'boolean', default: false },
    e2e: { type: 'boolean', default: false },
  },
});

function run(args, env) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** What a runner reported; one that wrote no report failed before any test ran. */
function readReport(file, read) {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function runUnitTests() {
  const postgres = await startPostgres();
  if (postgres.unavailable) {
    console.log(
      `The tests run on SQLite only: PostgreSQL cannot run here (${postgres.unavailable}).`,
    );
  }
  const report = join(results, 'unit.json');
  try {
    const ok = run(
      [
        require.resolve('@backstage/cli/bin/backstage-cli'),
        'repo',
        'test',
        '--watch=false',
        // A busy machine is slow; no test is about time.
        '--testTimeout=60000',
        '--json',
        `--outputFile=${report}`,
        ...positionals,
      ],
      {
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        ...(postgres.connectionString && {
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
            postgres.connectionString,
        }),
      },
    );
    const counts = readReport(report, text => {
      const json = JSON.parse(text);
      return {
        passed: json.numPassedTests,
        // A suite that does not even load has no tests to count.
        failed: json.numFailedTests + json.numRuntimeErrorTestSuites,
        skipped: json.numPendingTests,
      };
    });
    return { ok, ...counts };
  } finally {
    await postgres.stop?.();
  }
}

function runResilienceTests() {
  const folder = join('resilience-tests', 'src');
  const files = readdirSync(join(root, folder)).filter(
    name =>
      name.endsWith('.proof.ts') &&
      (positionals.length === 0 ||
        positionals.some(pattern => name.includes(pattern))),
  );
  if (files.length === 0) {
    return { ok: true, passed: 0, failed: 0, skipped: 0 };
  }
  const report = join(results, 'resilience.tap');
  const ok = run([
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    '--test',
    // Each has several replicas; two at a time would measure each other.
    '--test-concurrency=1',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    ...files.map(name => join(folder, name)),
  ]);
  return { ok, ...readReport(report, readTap) };
}

/** The counts at the end of what Node's own runner says. */
function readTap(text) {
  const count = key =>
    Number(text.match(new RegExp(`^# ${key} (\\d+)$`, 'm'))[1]);
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped'),
  };
}

function runEndToEndTests() {
  const browser = findBrowser();
  if (!browser) {
    console.error(
      'The journeys need Chromium or Chrome: install one, or name it in CHROMIUM_PATH, and run npm test again.',
    );
    return { ok: false, passed: 0, failed: 1, skipped: 0 };
  }
  const report = join(results, 'e2e.json');
  const ok = run(
    [
      require.resolve('@playwright/test/cli'),
      'test',
      '--config',
      'e2e-tests/playwright.config.ts',
      ...positionals,
    ],
    { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  const counts = readReport(report, text => {
    const { stats } = JSON.parse(text);
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    };
  });
  return { ok, ...counts };
}

const wantsAll = !Object.values(values).some(Boolean);
const runs = [];
if (wantsAll || values.unit) runs.push(await runUnitTests());
if (wantsAll || values.resilience) runs.push(runResilienceTests());
if (wantsAll || values.e2e) runs.push(runEndToEndTests());
rmSync(results, { recursive: true, force: true });

const total = key => runs.reduce((sum, each) => sum + each[key], 0);
console.log(
  `\n${total('passed')} passed, ${total('failed')} failed, ${total(
    'skipped',
  )} skipped`,
);
process.exit(runs.every(each => each.ok) ? 0 : 1);
