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

import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { CredentialStore } from '../credentials';
import type { GitHubCallObserver } from '../github/types';
import type { Backlog, FollowedUsers } from '../tracking/FollowedUsers';
import type { SharedClock } from '../tracking/SharedClock';
import { AgentTasksMetrics } from './AgentTasksMetrics';
import { briefly } from './briefly';
import { countCredentials } from './countCredentials';
import { logTasks } from './logTasks';
import { observeCallsWith, observeTasksWith } from './observeAll';
import { traceGitHubCalls } from './traceGitHubCalls';
import type { TaskObserver } from './types';

/** What {@link createObservability} makes. */
export interface Observability {
  calls: GitHubCallObserver;
  tasks: TaskObserver;
  /** Lets the gauges read; gives the backlog, read at most once a second. */
  watch(options: {
    database: DatabaseService;
    followedUsers: Pick<FollowedUsers, 'backlog'>;
    credentials: Pick<CredentialStore, 'heldOwners'>;
    clock: Pick<SharedClock, 'now'>;
  }): Promise<() => Promise<Backlog>>;
}

/** Puts metrics, spans and log lines together. */
export function createObservability(options: {
  metrics: MetricsService;
  tracing: TracingService;
  logger: LoggerService;
}): Observability {
  const metrics = AgentTasksMetrics.create(options);
  return {
    calls: observeCallsWith(traceGitHubCalls(options.tracing), metrics),
    tasks: observeTasksWith(metrics, logTasks(options.logger)),
    async watch({ database, followedUsers, credentials, clock }) {
      const db = await database.getClient();
      const backlog = briefly(() => followedUsers.backlog(clock.now()));
      metrics.watch({
        backlog,
        now: () => clock.now(),
        countCredentials: () => countCredentials({ db, credentials }),
      });
      return backlog;
    },
  };
}
