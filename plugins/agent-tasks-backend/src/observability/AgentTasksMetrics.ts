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

/**
 * All metrics of the plugin, through Backstage's metrics service; without an
 * OpenTelemetry SDK in the backend they cost next to nothing and go nowhere.
 *
 * Promises: few time series, whatever the number of people, repositories and
 * tasks: attributes are closed lists of words, and none names anybody or
 * anything. Counters and histograms count what this process did; gauges say what
 * stands in the database, so every replica reports the same, and the gauges are
 * not to be added up. What cannot be read is not reported.
 */
import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { Transition } from 'backstage-plugin-agent-tasks-common';
import type {
  GitHubAnswer,
  GitHubCall,
  GitHubCallObserver,
} from '../github/types';
import type { StoredTask } from '../tasks/types';
import type { Backlog } from '../tracking/FollowedUsers';
import { detectionLag } from './detectionLag';
import { dispatchOutcomes } from './dispatchOutcomes';
import { lagSeconds } from './lagSeconds';
import type { TaskObserver } from './types';

const LAG_BUCKETS_S = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1800, 3600];
const DURATION_BUCKETS_S = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const REMAINING_BUCKETS = [0, 10, 50, 100, 250, 500, 1000, 2500, 5000, 15000];

/** Where the gauges read. */
export interface MetricsSources {
  backlog: () => Promise<Backlog>;
  /** Milliseconds since the epoch, by the clock that the tracker plans by. */
  now: () => number;
  countCredentials: () => Promise<{ lease: number; grant: number }>;
}

/** See the top of the file. */
export class AgentTasksMetrics implements TaskObserver, GitHubCallObserver {
  readonly #service: MetricsService;
  readonly #dispatches: MetricsServiceCounter;
  readonly #resolved: MetricsServiceCounter;
  readonly #lag: MetricsServiceHistogram;
  readonly #calls: MetricsServiceHistogram;
  readonly #remaining: MetricsServiceHistogram;

  static create(options: { metrics: MetricsService }): AgentTasksMetrics {
    return new AgentTasksMetrics(options.metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#service = metrics;
    this.#dispatches = metrics.createCounter('agent_tasks.dispatches', {
      description:
        'Tasks that were sent to GitHub, by what came of it; result=unknown are the ambiguous ones',
      unit: '{dispatch}',
    });
    this.#resolved = metrics.createCounter('agent_tasks.dispatches.resolved', {
      description: 'Ambiguous dispatches whose fate became known, by that fate',
      unit: '{dispatch}',
    });
    this.#lag = metrics.createHistogram('agent_tasks.detection.lag', {
      description:
        "From GitHub's change of a task to its record in the portal; GitHub tells whole seconds",
      unit: 's',
      advice: { explicitBucketBoundaries: LAG_BUCKETS_S },
    });
    this.#calls = metrics.createHistogram('agent_tasks.github.call.duration', {
      description:
        'Calls to GitHub, by route and class of status; none=no answer',
      unit: 's',
      advice: { explicitBucketBoundaries: DURATION_BUCKETS_S },
    });
    this.#remaining = metrics.createHistogram(
      'agent_tasks.github.rate_limit.remaining',
      {
        description:
          "What GitHub says is left of the calling user's hourly limit, at each call",
        unit: '{request}',
        advice: { explicitBucketBoundaries: REMAINING_BUCKETS },
      },
    );
  }

  changed(task: StoredTask, transitions: Transition[]): void {
    for (const { kind, result } of dispatchOutcomes(transitions)) {
      const counter = kind === 'answered' ? this.#dispatches : this.#resolved;
      counter.add(1, { result, source: task.source });
    }
    const lag = detectionLag(task, transitions);
    if (lag !== undefined) this.#lag.record(lag);
  }

  async observe(
    call: GitHubCall,
    run: () => Promise<GitHubAnswer>,
  ): Promise<GitHubAnswer> {
    const startedAt = performance.now();
    let status = 'none';
    try {
      const answer = await run();
      status = `${Math.floor(answer.status / 100)}xx`;
      this.#recordRemaining(answer);
      return answer;
    } finally {
      const seconds = (performance.now() - startedAt) / 1_000;
      this.#calls.record(seconds, { ...call, status });
    }
  }

  /** From now on the gauges read there whenever metrics are collected. */
  watch({ backlog, now, countCredentials }: MetricsSources): void {
    this.#gauge('agent_tasks.tracking.followed', '{user}', {
      description:
        'Users with tasks that are followed, the paused ones included',
      read: async () => [[(await backlog()).followed]],
    });
    this.#gauge('agent_tasks.tracking.paused', '{user}', {
      description:
        'Users whose tracking is paused until they sign in to GitHub',
      read: async () => [[(await backlog()).paused]],
    });
    this.#gauge('agent_tasks.tracking.due', '{user}', {
      description:
        'Users who are due to be looked at and whom no replica has yet',
      read: async () => [[(await backlog()).due]],
    });
    this.#gauge('agent_tasks.tracking.lag', 's', {
      description: 'How long the longest overdue user has been due',
      read: async () => [[lagSeconds(await backlog(), now())]],
    });
    this.#gauge('agent_tasks.credentials', '{credential}', {
      description: 'Tokens of users that are kept, by kind',
      read: async () =>
        Object.entries(await countCredentials()).map(([kind, count]) => [
          count,
          { kind },
        ]),
    });
  }

  #recordRemaining({ headers }: GitHubAnswer): void {
    const remaining = headers['x-ratelimit-remaining'];
    if (!/^\d+$/.test(remaining ?? '')) return;
    const resource = headers['x-ratelimit-resource'];
    this.#remaining.record(Number(remaining), {
      resource: resource === 'graphql' ? 'graphql' : 'core',
    });
  }

  #gauge(
    name: string,
    unit: string,
    options: {
      description: string;
      read: () => Promise<[value: number, attributes?: { kind: string }][]>;
    },
  ): void {
    const { description, read } = options;
    const gauge = this.#service.createObservableGauge(name, {
      description,
      unit,
    });
    gauge.addCallback(async result => {
      try {
        for (const [value, attributes] of await read()) {
          result.observe(value, attributes);
        }
      } catch {
        // The database cannot be read: health says so, and no number is invented.
      }
    });
  }
}
