/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { test, type TestContext } from 'node:test';
import { Cluster, type ClusterOptions } from './Cluster';

/** Longer than any proof takes; what hangs is a failure. */
const TIMEOUT_MS = 600_000;

/** What a proof can say of itself. */
export interface ProofContext {
  /** Proves a part, named in the report. If it fails, the parts after it are left out. */
  part(title: string, prove: () => Promise<void>): Promise<void>;
  /** A line for the report. */
  say(line: string): void;
}

/**
 * One proof, with a portal and a GitHub of its own. It is skipped where
 * PostgreSQL cannot run.
 */
export function prove(
  title: string,
  options: ClusterOptions,
  proof: (cluster: Cluster, context: ProofContext) => Promise<void>,
): void {
  test(title, async context => {
    // eslint-disable-next-line @backstage/no-relative-monorepo-imports -- a script of the repository, no package
    const { startPostgres } = await import('../../../scripts/lib/postgres.mjs');
    const postgres = await startPostgres();
    if (postgres.unavailable !== undefined) {
      context.skip(`PostgreSQL cannot run here (${postgres.unavailable})`);
      return;
    }
    try {
      const cluster = await Cluster.start(options, postgres);
      try {
        await withinTime(proof(cluster, inParts(context)));
      } catch (error) {
        context.diagnostic(
          `What the replicas and the database say is in ${await cluster.writeEvidence()}`,
        );
        throw error;
      } finally {
        await cluster.stop();
      }
    } finally {
      await postgres.stop();
    }
  });
}

/** The runner's own time limit would leave replicas behind. */
async function withinTime(proof: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`It took longer than ${TIMEOUT_MS / 1_000} s`)),
      TIMEOUT_MS,
    );
  });
  await Promise.race([proof, tooLong]).finally(() => clearTimeout(timer));
}

function inParts(context: TestContext): ProofContext {
  return {
    say: line => context.diagnostic(line),
    async part(title, provePart) {
      let hasFailed = false;
      await context.test(title, async () => {
        try {
          await provePart();
        } catch (error) {
          hasFailed = true;
          throw error;
        }
      });
      // `test` itself lets a failure pass, to go on with the next.
      if (hasFailed) throw new Error(`Failed: ${title}`);
    },
  };
}
