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

import type { OAuthClient } from './oauth/types';
import type { Switches } from './state/switches';
import type { WebhookTarget } from './webhooks/types';

/**
 * How a simulator is started. Everything has a default.
 *
 * @public
 */
export type SimulatorOptions = {
  /** Port on loopback; 0 takes a free one. Default 0. */
  port?: number;
  /** Simulated milliseconds per real millisecond. Default 1: a task takes about 35 s. */
  speed?: number;
  /** Start with time standing still; only `control.advance` moves it. Default false. */
  frozen?: boolean;
  /** Where simulated time begins. Default: now. */
  startAt?: Date;
  /** Whether the company has a past: earlier tasks and pull requests. Default true. */
  history?: boolean;
  /**
   * Further public repositories (`acme/service-00001` and so on) with tasks, for
   * benchmarks. A fifth of the tasks is in the first one. They belong to `people`
   * (`person-00001` and so on), else to the four. The last `unfinished` ones are
   * in progress with an open draft, and stay so. Default: none.
   */
  seed?: {
    tasks: number;
    repositories: number;
    people?: number;
    unfinished?: number;
  };
  /**
   * A file that the state is kept in: read at the start if it exists, saved on
   * changes and at the end. Default: nothing is kept.
   */
  stateFile?: string;
  /** A webhook of the organization. Default: none. */
  webhook?: WebhookTarget;
  /** Ways to behave where GitHub's behaviour is disputed. */
  switches?: Partial<Switches>;
  /** Changes to the portal's OAuth app, or further clients of either kind. */
  clients?: Partial<OAuthClient>[];
  /** Requests per hour without a token. GitHub: 60. Default 5000, so that a portal's catalog can poll. */
  anonymousRateLimit?: number;
  /** The git program that serves clone and push; default `git` on the PATH. Everything else works without it. */
  git?: string;
};

/**
 * The OAuth app of the portal demo.
 *
 * @public
 */
export const portalClient: OAuthClient = {
  kind: 'oauth-app',
  id: 'agent-tasks-portal',
  secret: 'agent-tasks-portal-secret',
  name: 'Acme developer portal',
  callbackUrl: 'http://localhost:7007/api/auth/github/handler/frame',
};

/**
 * A GitHub App for the same portal: its tokens expire after eight hours and are
 * refreshed, which kills the old ones.
 *
 * @public
 */
export const portalAppClient: OAuthClient = {
  ...portalClient,
  kind: 'github-app',
  id: 'Iv1.agent-tasks-portal',
  name: 'Acme developer portal (GitHub App)',
};
