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

import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import type {
  ListTasksResponse,
  UsageReport,
} from 'backstage-plugin-agent-tasks-common';
import type { SimulatorLogin } from 'github-agent-tasks-simulator';
import { asProgram, type PortalCalls } from './support/asProgram';
import { expectNoViolations } from './support/expectNoViolations';
import {
  openComponent,
  setColorScheme,
  signIn,
  takeScreenshots,
} from './support/portal';
import { SIMULATOR_URL, simulator } from './support/simulator';
import { startTask } from './support/startTask';

const USAGE = '/agent-tasks/admin/usage';

/** What GitHub says that the tasks of a person have cost that the portal knows, in billionths, and of how many it has not said it. */
async function costsOnGitHub(call: PortalCalls, login: SimulatorLogin) {
  const list = await call(
    'GET',
    `/tasks?limit=100&requestedBy=user:default/${login}`,
  );
  const { items }: ListTasksResponse = await list.json();
  const { token } = await simulator.createToken({ login });
  let nano = 0n;
  let unknown = 0;
  // Only what GitHub has accepted can cost anything.
  const accepted = items.filter(({ github }) => github.taskId !== undefined);
  for (const { repository, github } of accepted) {
    const response = await fetch(
      `${SIMULATOR_URL}/api/v3/agents/repos/${repository}/tasks/${github.taskId}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(response.status).toBe(200);
    const { sessions }: { sessions: { usage?: { amount: number } }[] } =
      await response.json();
    for (const { usage } of sessions) nano += BigInt(usage?.amount ?? 0);
    const isKnown = sessions.length > 0 && sessions.every(({ usage }) => usage);
    unknown += Number(!isKnown);
  }
  return { tasks: accepted.length, nano, unknown };
}

/** Billionths as people read them. */
function inCredits(nano: bigint): string {
  const tenths = (nano + 50_000_000n) / 100_000_000n;
  return `${(tenths / 10n).toLocaleString('en-US')}.${tenths % 10n}`;
}

/** The bars of the weeks that have cost something. */
const barsOf = (page: Page) =>
  page
    .getByRole('img', { name: 'AI credits per week' })
    .locator('.MuiBarElement-root')
    .filter({ visible: true });

/** Shows usage by something else. */
const groupBy = (page: Page, name: string) =>
  page
    .getByRole('group', { name: 'By', exact: true })
    .getByRole('button', { name })
    .click();

const lineOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name: /^By / })
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .getByRole('cell');

test('the admin sees what tasks have cost, as GitHub says it', async ({
  page,
  browser,
}) => {
  await test.step('people have tasks done', async () => {
    for (const [login, component, ...tasks] of [
      [
        'ada-nwosu',
        'billing',
        ['Round tax [simulate: quick]', 'Completed'],
        ['Split dunning [simulate: quick]', 'Completed'],
      ],
      [
        'ben-larsen',
        'storefront',
        ['Add a cart [simulate: quick]', 'Completed'],
        ['Ask me [simulate: waiting]', 'Needs your answer'],
      ],
    ] as const) {
      const person = await (await browser.newContext()).newPage();
      await signIn(person, login);
      await openComponent(person, component);
      const rows = [];
      for (const [prompt, until] of tasks) {
        rows.push({ row: await startTask(person, prompt), until });
      }
      for (const { row, until } of rows) {
        await expect(row.getByText(until).first()).toBeVisible({
          timeout: 120_000,
        });
      }
      await person.context().close();
    }
  });

  await signIn(page, 'priya-raman');
  const call = await asProgram(page);

  await test.step('each line is what GitHub says', async () => {
    for (const [login, name] of [
      ['ada-nwosu', 'Ada Nwosu'],
      ['ben-larsen', 'Ben Larsen'],
    ] as const) {
      // The portal hears of what a session cost with its next look.
      await expect(async () => {
        const { tasks, nano, unknown } = await costsOnGitHub(call, login);
        await page.goto(USAGE);
        const cells = lineOf(page, name);
        await expect(cells.first()).toBeVisible();
        const [ofTasks, credits, , , notReported] = await cells.allInnerTexts();
        expect([ofTasks, credits, notReported]).toEqual([
          String(tasks),
          inCredits(nano),
          String(unknown),
        ]);
        expect(nano).toBeGreaterThan(0n);
      }).toPass({ timeout: 180_000 });
    }
    expect((await costsOnGitHub(call, 'ben-larsen')).unknown).toBeGreaterThan(
      0,
    );
    await expect(
      page.getByText(/^\d+ tasks?: not reported yet\.$/),
    ).toBeVisible();
  });

  await test.step('the same comes as CSV', async () => {
    // Not at the first try if a task of hers ends meanwhile.
    await expect(async () => {
      const { nano } = await costsOnGitHub(call, 'ada-nwosu');
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download CSV' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(
        /^agent-tasks-usage-requestedBy-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/,
      );
      const text = await readFile(await download.path(), 'utf8');
      const [head, ...lines] = text
        .replace(/^\uFEFF/, '')
        .trim()
        .split('\r\n')
        .map(line => line.split(','));
      expect(head).toEqual([
        'week',
        'key',
        'tasks',
        'ai_credits',
        'premium_requests',
        'tasks_without_reported_cost',
      ]);
      const ada = lines.filter(line => line[1] === 'user:default/ada-nwosu');
      const sum = ada
        .map(([, , , credits]) => {
          const [whole, fraction = ''] = credits.split('.');
          return BigInt(whole + fraction.padEnd(9, '0'));
        })
        .reduce((a, b) => a + b, 0n);
      expect(sum).toBe(nano);
    }).toPass({ timeout: 120_000 });
  });

  await test.step('by group, repository and model', async () => {
    await groupBy(page, 'Group');
    await expect(lineOf(page, 'Payments').first()).toBeVisible();
    await groupBy(page, 'Repository');
    await expect(lineOf(page, 'acme/billing').first()).toBeVisible();
    await groupBy(page, 'Model');
    await expect(page.getByRole('region', { name: 'By model' })).toBeVisible();
    await expect(page).toHaveURL(/groupBy=model/);
  });

  await test.step('a line leads to the tasks behind it', async () => {
    await page.goto(USAGE);
    await page.getByRole('link', { name: 'Show tasks of Ben Larsen' }).click();
    await expect(page.getByText(/Only tasks of/)).toBeVisible();
    await expect(page.getByText('Add a cart').first()).toBeVisible();
    await expect(page.getByText('Round tax')).toHaveCount(0);
    await page.getByRole('link', { name: 'Show all tasks' }).click();
    await expect(page.getByText('Round tax').first()).toBeVisible();
  });

  await page.goto(USAGE);
  const bar = barsOf(page).first();
  await expect(bar).toBeVisible();
  await expectNoViolations(page, 'main');
  await takeScreenshots(page, 'usage', bar);
});

// The names of more people than the catalog of the demo has.
const PEOPLE = {
  'ada-nwosu': 'Ada Nwosu',
  'ben-larsen': 'Ben Larsen',
  'chloe-tran': 'Chloe Tran',
  'priya-raman': 'Priya Raman',
  'emeka-obi': 'Emeka Obi',
  'freya-lind': 'Freya Lind',
  'goran-ilic': 'Goran Ilić',
  'hana-sato': 'Hana Sato',
  'ivo-marek': 'Ivo Marek',
};
const LOGINS = Object.keys(PEOPLE);

/** What a catalog that knows these people says of them. */
const namesFor = (entityRefs: string[]) =>
  entityRefs.map(entityRef => {
    const name = entityRef.replace('user:default/', '');
    const displayName = PEOPLE[name as keyof typeof PEOPLE];
    return displayName === undefined
      ? null
      : {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name, namespace: 'default' },
          spec: { profile: { displayName } },
        };
  });

/** Twelve weeks of a larger company, two of them not or not wholly reported. */
function aBusyQuarter(): UsageReport {
  const sum = (items: { nano: bigint; unknownTasks: number }[]) => ({
    tasks: items.length * 4,
    aiCreditsNano: items.reduce((all, { nano }) => all + nano, 0n).toString(),
    premiumRequests: 0,
    unknownTasks: items.reduce((all, item) => all + item.unknownTasks, 0),
  });
  const used = (person: number, week: number) => ({
    nano:
      week === 6
        ? 0n
        : BigInt(((person * 37 + week * 53) % 90) + 10 * (9 - person)) *
          1_234_567_891n,
    unknownTasks: { 6: 4, 11: Number(person < 3) }[week] ?? 0,
  });
  const weeks = Array.from({ length: 12 }, (_, week) => {
    const items = LOGINS.map((login, person) => ({
      key: `user:default/${login}`,
      ...sum([used(person, week)]),
    }));
    const total = sum(LOGINS.map((__, person) => used(person, week)));
    const start = new Date(Date.UTC(2026, 7, 31 + 7 * week));
    return { start: start.toISOString().slice(0, 10), total, items };
  });
  const everyWeek = (person: number) =>
    weeks.map((_, week) => used(person, week));
  return {
    from: '2026-08-31',
    to: '2026-11-22',
    groupBy: 'requestedBy',
    total: sum(LOGINS.flatMap((_, person) => everyWeek(person))),
    items: LOGINS.map((login, person) => ({
      key: `user:default/${login}`,
      ...sum(everyWeek(person)),
    })),
    weeks,
  };
}

test('a busy quarter is readable in both themes and on a narrow screen', async ({
  page,
}) => {
  await page.route('**/api/agent-tasks/v1/usage?*', route =>
    route.fulfill({
      json: aBusyQuarter(),
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  await page.route('**/api/catalog/entities/by-refs*', route =>
    route.fulfill({
      json: { items: namesFor(route.request().postDataJSON().entityRefs) },
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  await signIn(page, 'priya-raman');
  await page.goto(USAGE);
  const chart = page.getByRole('img', { name: 'AI credits per week' });
  const bars = barsOf(page);
  await expect(bars.first()).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'What the colours mean' }),
  ).toContainText(/Ada Nwosu.*2 others/);
  for (const name of Object.values(PEOPLE)) {
    await expect(lineOf(page, name).first()).toBeVisible();
  }

  // Nothing is reported of the seventh week, and not all of the last.
  await expect(chart.getByText('?')).toHaveCount(2);

  for (const colorScheme of ['light', 'dark'] as const) {
    await setColorScheme(page, colorScheme, bars.first());
    await expectNoViolations(page, 'main');
  }
  await takeScreenshots(page, 'usage-busy', bars.first());
  await page.getByText('As a table').click();
  await expect(
    page.getByRole('group', { name: 'AI credits per week' }).getByRole('row'),
  ).toHaveCount(13);
  await expectNoViolations(page, 'main');

  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${USAGE}?period=custom&from=2026-08-31&to=2026-11-22`);
  await expect(bars.first()).toBeVisible();
  const width = await page.evaluate(() => document.body.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  await expectNoViolations(page, 'main');
  await takeScreenshots(page, 'usage-narrow', bars.first());
});
