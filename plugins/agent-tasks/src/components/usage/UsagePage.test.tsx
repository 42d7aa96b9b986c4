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

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AgentTasksError,
  type UsageReport,
} from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../../api';
import { AgentTasksQueryProvider } from '../../data';
import { rootRouteRef } from '../../routes';
import { aUsageReport, aUsageSum, FakeAgentTasksApi } from '../../testing';
import { UsagePage } from './UsagePage';

const ada = {
  key: 'user:default/ada',
  ...aUsageSum({ tasks: 3, aiCreditsNano: '1234567890123', unknownTasks: 1 }),
};
const grace = {
  key: 'user:default/grace',
  ...aUsageSum({ tasks: 1, aiCreditsNano: '403451775000', premiumRequests: 2 }),
};
const linus = {
  key: 'user:default/linus',
  ...aUsageSum({ tasks: 2, unknownTasks: 2 }),
};

const REPORT = aUsageReport({
  total: aUsageSum({
    tasks: 6,
    aiCreditsNano: '1638019665123',
    premiumRequests: 2,
    unknownTasks: 3,
  }),
  items: [ada, grace, linus],
  weeks: [
    { start: '2026-11-09', total: aUsageSum(), items: [] },
    {
      start: '2026-11-16',
      total: aUsageSum({ tasks: 6, aiCreditsNano: '1638019665123' }),
      items: [ada, grace, linus],
    },
  ],
});

function renderUsage(usage: UsageReport | Error = REPORT, search = '') {
  const api = new FakeAgentTasksApi();
  if (usage instanceof Error) api.adminError = usage;
  else api.usage = usage;
  renderInTestApp(
    <AgentTasksQueryProvider>
      <UsagePage />
    </AgentTasksQueryProvider>,
    {
      apis: [[agentTasksApiRef, api]],
      mountPath: '/agent-tasks/*',
      initialRouteEntries: [`/agent-tasks/admin/usage${search}`],
      mountedRoutes: {
        '/agent-tasks': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return { api, user: userEvent.setup() };
}

const table = async () =>
  within(await screen.findByRole('region', { name: /^By / })).getByRole(
    'table',
  );
const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(cell => cell.textContent);
const rowOf = async (name: RegExp) =>
  within(await table()).getByRole('row', { name });

describe('the usage page', () => {
  it('adds up what is known, and says of how many tasks nothing is', async () => {
    renderUsage();
    const credits = await screen.findByText('AI credits', { selector: 'dt' });
    expect(credits.nextSibling).toHaveTextContent('1,638.0known so far');
    expect(screen.getByText('3 tasks: not reported yet.')).toBeInTheDocument();
    expect(cellsOf(await rowOf(/ada/))).toEqual([
      '3',
      '1,234.6',
      '75.4%',
      '0',
      '1',
    ]);
    expect(cellsOf(await rowOf(/grace/))).toEqual([
      '1',
      '403.5',
      '24.6%',
      '2',
      '0',
    ]);
  });

  it('never shows zero for what GitHub has not reported', async () => {
    renderUsage();
    expect(cellsOf(await rowOf(/linus/))).toEqual([
      '2',
      'not reported yet',
      '–',
      'not reported yet',
      '2',
    ]);
  });

  it('says that nothing is known rather than drawing empty bars', async () => {
    const total = aUsageSum({ tasks: 2, unknownTasks: 2 });
    renderUsage(
      aUsageReport({
        total,
        items: [linus],
        weeks: [{ start: '2026-11-16', total, items: [linus] }],
      }),
    );
    expect(
      await screen.findByText(/so there is nothing to draw/),
    ).toBeInTheDocument();
    expect(screen.queryByText('0.0')).not.toBeInTheDocument();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it('has a chart with a title, a description, a legend and the same as a table', async () => {
    renderUsage();
    const chart = await screen.findByRole(
      'img',
      { name: 'AI credits per week' },
      { timeout: 30_000 },
    );
    expect(chart).toHaveAccessibleDescription(
      /one per week from Aug 31, 2026 – Nov 22, 2026, a colour per person/,
    );
    expect(
      within(
        screen.getByRole('list', { name: 'What the colours mean' }),
      ).getAllByRole('listitem'),
    ).toHaveLength(2);
    const weeks = screen.getByRole('group', { name: 'AI credits per week' });
    expect(cellsOf(within(weeks).getByRole('row', { name: /Nov 16/ }))).toEqual(
      ['1,234.6', '403.5', '1,638.0', '0'],
    );
    expect(cellsOf(within(weeks).getByRole('row', { name: /Nov 9/ }))).toEqual([
      '–',
      '–',
      '–',
      '0',
    ]);
  });

  it('sorts by a click, and keeps what is not known last', async () => {
    const { user } = renderUsage();
    const names = async () =>
      within(await table())
        .getAllByRole('rowheader')
        .map(cell => cell.textContent?.replace(/Show tasks.*/, ''));
    expect(await names()).toEqual(['ada', 'grace', 'linus']);
    const head = screen.getByRole('columnheader', { name: 'AI credits' });
    expect(head).toHaveAttribute('aria-sort', 'descending');
    await user.click(within(head).getByRole('button'));
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    expect(await names()).toEqual(['grace', 'ada', 'linus']);
  });

  it('leads to the person and to their tasks', async () => {
    renderUsage();
    const row = within(await rowOf(/grace/));
    expect(row.getByRole('link', { name: 'grace' })).toHaveAttribute(
      'href',
      '/catalog/default/user/grace',
    );
    expect(
      row.getByRole('link', { name: 'Show tasks of grace' }),
    ).toHaveAttribute(
      'href',
      '/agent-tasks?requestedBy=user%3Adefault%2Fgrace',
    );
  });

  it('asks for another time and another grouping', async () => {
    const { api, user } = renderUsage(REPORT, '?period=lastMonth');
    await table();
    expect(api.usageQueries).toHaveLength(1);
    const { from = '', to = '' } = api.usageQueries[0];
    expect(from).toMatch(/^\d{4}-\d\d-01$/);
    expect(to.slice(0, 7)).toBe(from.slice(0, 7));
    api.usage = {
      ...REPORT,
      groupBy: 'model',
      items: [aUsageSum({ tasks: 1 })],
    };
    await user.click(screen.getByRole('button', { name: 'Model' }));
    expect(await rowOf(/No model reported/)).toBeInTheDocument();
    expect(api.usageQueries[1]).toEqual({ from, to, groupBy: 'model' });
  });

  it('asks for nothing while other days make no sense', async () => {
    const { api } = renderUsage(
      REPORT,
      '?period=custom&from=2026-11-10&to=2026-11-01',
    );
    expect(
      await screen.findByText('The last day is before the first.'),
    ).toBeInTheDocument();
    expect(api.usageQueries).toEqual([]);
  });

  it('saves the report on screen as CSV', async () => {
    const saved: Blob[] = [];
    const names: string[] = [];
    URL.createObjectURL = jest.fn(blob => `blob:${saved.push(blob as Blob)}`);
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    const { user } = renderUsage();
    await table();
    await user.click(screen.getByRole('button', { name: 'Download CSV' }));
    await waitFor(() =>
      expect(names).toEqual([
        'agent-tasks-usage-requestedBy-2026-08-31-2026-11-22.csv',
      ]),
    );
    expect(saved[0].type).toBe('text/csv;charset=utf-8');
    // With the mark of UTF-8, three bytes, that spreadsheets look for.
    expect(saved[0].size).toBe('week,key,tasks\n'.length + 3);
  });

  it('says in words that there is nothing', async () => {
    renderUsage(aUsageReport());
    expect(
      await screen.findByText('No task was worked on in this time'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says what went wrong, and asks again on a click', async () => {
    const { api, user } = renderUsage(
      new AgentTasksError('github_unavailable', 'Not now.'),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Not now.');
    api.adminError = undefined;
    api.usage = REPORT;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await table()).toBeInTheDocument();
  });
});
