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

import {
  metricsServiceRef,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  metricsServiceMock,
  tracingServiceMock,
} from '@backstage/backend-test-utils/alpha';
import {
  startSimulator,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import { startPortal, type Portal } from '../__testUtils__/startPortal';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

const PROMPT = 'A prompt that is nobody else’s business';

describe('what is seen of a portal from outside', () => {
  let simulator: RunningSimulator;
  let portal: Portal;
  let token: string;
  let recorded: [name: string, value: number, attributes?: object][];
  let collect: () => Promise<void>;
  const tracing = tracingServiceMock.mock();

  beforeAll(async () => {
    recorded = [];
    const callbacks: (() => void | Promise<void>)[] = [];
    const record = (name: string) => (value: number, attributes?: object) => {
      recorded.push([name, value, attributes]);
    };
    const metrics: MetricsService = metricsServiceMock.mock({
      createCounter: name => ({ add: record(name) }),
      createHistogram: name => ({ record: record(name) }),
      createObservableGauge: name => ({
        addCallback: callback =>
          callbacks.push(() => callback({ observe: record(name) })),
        removeCallback: () => {},
      }),
    });
    collect = async () => {
      for (const callback of callbacks) await callback();
    };
    simulator = await startSimulator({ speed: 20, history: false });
    ({ token } = await simulator.control.createToken({ login: 'ada-nwosu' }));
    portal = await startPortal({
      simulator,
      features: [
        createServiceFactory({
          service: metricsServiceRef,
          deps: {},
          factory: () => metrics,
        }),
        tracing.factory,
      ],
    });
  });

  afterAll(async () => {
    await portal.stop();
    await simulator.stop();
  });

  const of = (name: string) => recorded.filter(([other]) => other === name);
  const linesAbout = (taskId: string) =>
    portal.logs
      .map(line => JSON.parse(line) as [string, string, object])
      .filter(([, , meta]) => (meta as { taskId?: string })?.taskId === taskId)
      .map(([level, message, meta]) => ({ level, message, meta }));

  it('counts, measures and logs a task through its life, each step once', async () => {
    const ada = portal.as('ada', token);
    const { id } = await ada.start({ prompt: PROMPT });
    const task = await ada.taskWhen(
      id,
      ({ state, pullRequest }) =>
        state === 'completed' && pullRequest?.isDraft === true,
    );

    expect(of('agent_tasks.dispatches')).toEqual([
      ['agent_tasks.dispatches', 1, { result: 'accepted', source: 'portal' }],
    ]);
    const states = task.transitions.filter(({ kind }) => kind === 'state');
    // The first came with the answer to the dispatch: that is no detection.
    expect(of('agent_tasks.detection.lag')).toHaveLength(states.length - 1);

    const steps = linesAbout(id);
    // That it was asked for is no step: `dispatch` begins as pending.
    const [, ...told] = task.transitions;
    expect(steps.map(({ meta }) => meta)).toEqual(
      told.map(({ kind, to }) => expect.objectContaining({ kind, to })),
    );
    expect(steps[0]).toEqual({
      level: 'info',
      message: `Agent task ${id} in acme/services: dispatch accepted`,
      meta: expect.objectContaining({
        taskId: id,
        repository: 'acme/services',
        user: 'user:default/ada',
        source: 'portal',
      }),
    });
  });

  it('counts a lost answer, and what became of it', async () => {
    await simulator.control.addFault({
      method: 'POST',
      path: '/tasks$',
      fault: { kind: 'created-then-502' },
    });
    const ada = portal.as('ada', token);
    const { id } = (
      await ada.post({
        repository: 'acme/billing',
        prompt: `${PROMPT}, lost`,
      })
    ).body;
    await ada.taskWhen(id, ({ dispatch }) => dispatch.status === 'accepted');
    expect(of('agent_tasks.dispatches').slice(1)).toEqual([
      ['agent_tasks.dispatches', 1, { result: 'unknown', source: 'portal' }],
    ]);
    expect(of('agent_tasks.dispatches.resolved')).toEqual([
      [
        'agent_tasks.dispatches.resolved',
        1,
        { result: 'accepted', source: 'portal' },
      ],
    ]);
    expect(linesAbout(id)[0]).toMatchObject({
      level: 'warn',
      message: `Agent task ${id} in acme/billing: dispatch unknown`,
      meta: { code: 'github_unavailable' },
    });
  });

  it('measures calls by route and status', async () => {
    const create = {
      method: 'POST',
      route: '/agents/repos/{owner}/{repo}/tasks',
    };
    const calls = of('agent_tasks.github.call.duration').map(
      ([, , attributes]) => attributes,
    );
    expect(calls).toContainEqual({ ...create, status: '2xx' });
    expect(calls).toContainEqual({ ...create, status: '5xx' });
    expect(calls).toContainEqual({
      method: 'GET',
      route: '/agents/tasks',
      status: '2xx',
    });
    const routes = new Set(
      calls.map(call => (call as { route: string }).route),
    );
    expect(routes).not.toContain('other');
    expect(of('agent_tasks.github.rate_limit.remaining')).toHaveLength(
      calls.length,
    );
  });

  it('opens a span for every call', async () => {
    const names = () =>
      tracing.startActiveSpan.mock.calls.map(([name]) => name);
    // A call that is under way has a span, and no duration yet.
    await waitFor(
      () => names().length === of('agent_tasks.github.call.duration').length,
    );
    expect(names()).toContain('GET /agents/tasks');
  });

  it('has gauges that say what stands in the database', async () => {
    await collect();
    expect(of('agent_tasks.credentials')).toEqual([
      ['agent_tasks.credentials', 1, { kind: 'lease' }],
      ['agent_tasks.credentials', 0, { kind: 'grant' }],
    ]);
    expect(of('agent_tasks.tracking.followed')[0][1]).toBe(1);
    expect(of('agent_tasks.tracking.paused')[0][1]).toBe(0);
    expect(of('agent_tasks.tracking.lag')[0][1]).toBeGreaterThanOrEqual(0);
  });

  it('shows no token, no prompt and, but for logs, nobody and no repository', async () => {
    await waitFor(() => recorded.length > 0);
    const spans = JSON.stringify([
      tracing.startActiveSpan.mock.calls,
      tracing.spans.map(span => [
        span.setAttribute.mock.calls,
        span.setStatus.mock.calls,
      ]),
    ]);
    const numbers = JSON.stringify(recorded);
    for (const seen of [spans, numbers, JSON.stringify(portal.logs)]) {
      expect(seen).not.toContain(token);
      expect(seen).not.toContain('nobody else');
    }
    for (const seen of [spans, numbers]) {
      expect(seen).not.toMatch(/acme|ada|services|billing|user:/);
    }
  });
});
