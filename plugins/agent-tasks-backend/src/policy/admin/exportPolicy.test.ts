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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigSources, FileConfigSource } from '@backstage/config-loader';
import type {
  Policy,
  PolicyRule,
  PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { readPolicy } from '../../config';
import { exportPolicy } from './exportPolicy';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('exportPolicy', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agent-tasks-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** As Backstage reads app-config.yaml, variables of the environment included. */
  async function readBack(yaml: string) {
    const path = join(folder, 'app-config.yaml');
    await writeFile(path, yaml);
    const config = await ConfigSources.toConfig(
      FileConfigSource.create({
        path,
        substitutionFunc: async name => `value of ${name}`,
      }),
    );
    try {
      return readPolicy(config);
    } finally {
      config.close();
    }
  }

  const entry = (
    rule: PolicyRule,
    overrides: Partial<PolicyRuleEntry> = {},
  ): PolicyRuleEntry => ({
    id: '5c8d4ff3-0a53-4a3d-9f0e-000000000001',
    origin: 'database',
    status: 'active',
    rule,
    ...overrides,
  });

  const exported = (policy: Policy) => exportPolicy(policy, NOW);

  it('is read back from app-config as the same rules and limits', async () => {
    const rules: PolicyRule[] = [
      { match: 'acme/{billing,shop}-*' },
      { match: '*/*', limits: { aiCreditsPerMonth: 12.34 } },
      { match: 'acme/payroll', deny: true },
      {
        match: 'acme/[a-c]?',
        allow: ['group:default/platform', 'user:default/ada'],
        models: ['1.5', 'claude-sonnet-4.6', 'true'],
        customAgents: [
          'null',
          '# no comment',
          '- no item',
          'it\'s: "quoted"',
          '*alias &anchor !tag',
          '${SECRET}',
          '$${SECRET}',
          '${A:-b} and ${C',
          'x'.repeat(100),
          'Ünïcode 🚀 \u2028 and \u00a0 more',
        ],
        baseRefs: ['main', 'release/*'],
        sources: ['portal', 'mcp'],
        limits: { activeTasksPerUser: 1, tasksPerRepositoryPerDay: 1_000_000 },
        validFrom: '2026-01-01',
        validUntil: '2026-12-31T23:00:00+02:00',
      },
      { match: 'acme/old', deny: true, denyFor: ['user:default/eve'] },
    ];
    const limits = { activeTasksPerUser: 5, aiCreditsPerUserPerMonth: 0.5 };
    const yaml = exported({
      rules: rules.map((rule, index) =>
        entry(rule, index === 0 ? { origin: 'config' } : {}),
      ),
      limits,
    });
    expect(await readBack(yaml)).toEqual({ rules, limits });
  });

  it('is empty where there is nothing', async () => {
    const yaml = exported({ rules: [], limits: {} });
    expect(yaml).toContain('repositories: []');
    expect(await readBack(yaml)).toEqual({ rules: [], limits: {} });
  });

  it('says where each rule stands', () => {
    const yaml = exported({
      rules: [
        entry(
          { match: 'acme/*' },
          { origin: 'config', id: 'agentTasks.policy.repositories[0]' },
        ),
        entry({ match: 'tools/*' }),
      ],
      limits: { activeTasksPerUser: 5 },
    });
    expect(yaml)
      .toBe(`# Who may start agent tasks, as it was at 2026-11-22T12:00:00.000Z.
# For app-config.yaml. Rules of the admin page stay there until they are deleted there.

agentTasks:
  policy:
    repositories:
      # agentTasks.policy.repositories[0]
      - match: acme/*
      # Admin page, rule 5c8d4ff3-0a53-4a3d-9f0e-000000000001
      - match: tools/*
    limits:
      activeTasksPerUser: 5
`);
  });

  it.each<[string, PolicyRuleEntry[], PolicyRule[], string]>([
    [
      'are disabled',
      [entry({ match: 'acme/*', deny: true }, { status: 'disabled' })],
      [],
      ': disabled',
    ],
    [
      'say what another says',
      [
        entry({ match: 'acme/*' }, { origin: 'config' }),
        entry({ match: 'ACME/*', deny: false }),
      ],
      [{ match: 'acme/*' }],
      ': says what another rule says',
    ],
    [
      'allow what another denies altogether',
      [
        entry({ match: 'acme/*', models: ['gpt-5'] }, { origin: 'config' }),
        entry({ match: 'Acme/*', deny: true }),
      ],
      [{ match: 'Acme/*', deny: true }],
      ': allows what another rule denies altogether',
    ],
  ])('has rules that %s only in comments', async (_, rules, kept, because) => {
    const yaml = exported({ rules, limits: {} });
    expect((await readBack(yaml)).rules).toEqual(kept);
    expect(yaml).toContain('# Rules that change nothing now:');
    expect(yaml).toMatch(new RegExp(`^# .*${because}\n#   - match: `, 'm'));
  });

  it('keeps an allowance whose denial is disabled', async () => {
    const yaml = exported({
      rules: [
        entry({ match: 'acme/*' }),
        entry({ match: 'acme/*', deny: true }, { status: 'disabled' }),
      ],
      limits: {},
    });
    expect((await readBack(yaml)).rules).toEqual([{ match: 'acme/*' }]);
  });

  it('keeps rules that are not in force yet or any more, which have their dates', async () => {
    const rules = [
      { match: 'acme/a', validFrom: '2030-01-01' },
      { match: 'acme/b', validUntil: '2020-01-01' },
    ];
    const yaml = exported({
      rules: [
        entry(rules[0], { status: 'not_yet_valid' }),
        entry(rules[1], { status: 'expired' }),
      ],
      limits: {},
    });
    expect((await readBack(yaml)).rules).toEqual(rules);
  });

  it('has what a rule that cannot be read denies, and why', async () => {
    const yaml = exported({
      rules: [
        entry(
          { match: 'acme/*', deny: true },
          { problem: 'Rule x cannot be read\nagentTasks: {}\r- match: "*/*"' },
        ),
      ],
      limits: {},
    });
    expect(yaml).toContain('# Rule x cannot be read');
    expect((await readBack(yaml)).rules).toEqual([
      { match: 'acme/*', deny: true },
    ]);
  });

  it('survives whatever a custom agent may be called', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc
            .oneof(
              fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
              fc.stringMatching(/^[$ {}:#'"\\a-]{1,12}$/),
            )
            .map(name => name.trim())
            .filter(name => /^[^\p{Cc}\p{Cs}]+$/u.test(name)),
          { minLength: 1, maxLength: 5 },
        ),
        async customAgents => {
          const rule = { match: 'acme/*', customAgents };
          const disabled = entry(rule, { status: 'disabled' });
          const yaml = exported({ rules: [entry(rule), disabled], limits: {} });
          expect((await readBack(yaml)).rules).toEqual([rule]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
