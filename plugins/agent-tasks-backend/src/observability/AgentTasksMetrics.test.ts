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

import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Transition } from 'backstage-plugin-agent-tasks-common';
import { storedTask } from '../__testUtils__/storedTask';
import { NoAnswerError } from '../github/exchange';
import type { GitHubAnswer } from '../github/types';
import { AgentTasksMetrics, type MetricsSources } from './AgentTasksMetrics';

describe('AgentTasksMetrics', () => {
  function setUp() {
    const service = metricsServiceMock.mock();
    const recorded: unknown[][] = [];
    const record =
      (name: string) =>
      (...values: unknown[]) =>
        recorded.push([name, ...values]);
    service.createCounter.mockImplementation(name => ({ add: record(name) }));
    service.createHistogram.mockImplementation(name => ({
      record: record(name),
    }));
    const callbacks = new Map<
      string,
      (result: { observe: jest.Mock }) => void | Promise<void>
    >();
    service.createObservableGauge.mockImplementation(name => ({
      addCallback: callback => callbacks.set(name, callback as any),
      removeCallback: () => {},
    }));
    const metrics = AgentTasksMetrics.create({ metrics: service });
    const collect = async () => {
      const seen: unknown[][] = [];
      for (const [name, callback] of callbacks) {
        const observe = jest.fn((...values) => seen.push([name, ...values]));
        await callback({ observe });
      }
      return seen;
    };
    return { service, metrics, recorded, collect };
  }

  const at = '2026-11-22T12:00:10.000Z';
  const task = storedTask({
    id: '1',
    source: 'scaffolder',
    seen: { updatedAt: '2026-11-22T12:00:04Z' },
  });

  it('counts what becomes of dispatches', () => {
    const { metrics, recorded } = setUp();
    const step = (from: string, to: string): Transition => ({
      at,
      kind: 'dispatch',
      from,
      to,
    });
    metrics.changed(task, []);
    metrics.changed(task, [step('pending', 'unknown')]);
    metrics.changed(task, [step('unknown', 'accepted')]);
    expect(recorded).toEqual([
      [
        'agent_tasks.dispatches',
        1,
        { result: 'unknown', source: 'scaffolder' },
      ],
      [
        'agent_tasks.dispatches.resolved',
        1,
        { result: 'accepted', source: 'scaffolder' },
      ],
    ]);
  });

  it('measures how late a change is detected', () => {
    const { metrics, recorded } = setUp();
    metrics.changed(task, [{ at, kind: 'state', to: 'completed' }]);
    expect(recorded).toEqual([['agent_tasks.detection.lag', 6]]);
  });

  it.each([
    [200, '2xx'],
    [304, '3xx'],
    [404, '4xx'],
    [502, '5xx'],
  ])('measures a call that is answered with %d', async (status, word) => {
    const { metrics, recorded } = setUp();
    const answer: GitHubAnswer = {
      status,
      body: '{}',
      headers: {
        'x-ratelimit-remaining': '4321',
        'x-ratelimit-resource': 'core',
      },
    };
    const call = { method: 'GET', route: '/agents/tasks' };
    expect(await metrics.observe(call, async () => answer)).toBe(answer);
    expect(recorded).toEqual([
      ['agent_tasks.github.rate_limit.remaining', 4321, { resource: 'core' }],
      [
        'agent_tasks.github.call.duration',
        expect.any(Number),
        { ...call, status: word },
      ],
    ]);
  });

  it('measures a call that is not answered, and passes the error on', async () => {
    const { metrics, recorded } = setUp();
    const call = { method: 'POST', route: '/graphql' };
    await expect(
      metrics.observe(call, async () => {
        throw new NoAnswerError('timeout');
      }),
    ).rejects.toMatchObject({ reason: 'timeout' });
    expect(recorded).toEqual([
      [
        'agent_tasks.github.call.duration',
        expect.any(Number),
        { ...call, status: 'none' },
      ],
    ]);
  });

  describe('gauges', () => {
    const sources: MetricsSources = {
      now: () => Date.parse('2026-11-22T12:00:30Z'),
      backlog: async () => ({
        due: 3,
        oldestDueAt: '2026-11-22T12:00:00.000Z',
        paused: 2,
        followed: 9,
      }),
      countCredentials: async () => ({ lease: 5, grant: 4 }),
    };

    it('say what stands in the database', async () => {
      const { metrics, collect } = setUp();
      metrics.watch(sources);
      expect(await collect()).toEqual([
        ['agent_tasks.tracking.followed', 9, undefined],
        ['agent_tasks.tracking.paused', 2, undefined],
        ['agent_tasks.tracking.due', 3, undefined],
        ['agent_tasks.tracking.lag', 30, undefined],
        ['agent_tasks.credentials', 5, { kind: 'lease' }],
        ['agent_tasks.credentials', 4, { kind: 'grant' }],
      ]);
    });

    it('say nothing of what cannot be read', async () => {
      const { metrics, collect } = setUp();
      metrics.watch({
        ...sources,
        backlog: async () => {
          throw new Error('The database is away');
        },
      });
      expect((await collect()).map(([name]) => name)).toEqual([
        'agent_tasks.credentials',
        'agent_tasks.credentials',
      ]);
    });
  });

  it('has a unit and a description for everything', () => {
    const { service, metrics } = setUp();
    metrics.watch({
      now: Date.now,
      backlog: jest.fn(),
      countCredentials: jest.fn(),
    });
    const created = [
      service.createCounter,
      service.createHistogram,
      service.createObservableGauge,
    ].flatMap(create => create.mock.calls);
    expect(created).toHaveLength(10);
    for (const [name, options] of created) {
      expect(name).toMatch(/^agent_tasks\.[a-z_.]+$/);
      expect(options).toMatchObject({
        unit: expect.stringMatching(/.+/),
        description: expect.stringMatching(/^[A-Z].{20,}/),
      });
    }
  });
});
