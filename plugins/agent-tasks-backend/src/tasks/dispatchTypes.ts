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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  AgentTasksError,
  TaskSource,
} from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import type { GitHubAnswer } from '../github/types';
import type { StoredTask } from './types';

/** A request to start a task, validated, from any of the doors. */
export interface DispatchRequest {
  /** Of the user, or of a plugin on behalf of the user. */
  credentials: BackstageCredentials;
  userEntityRef: string;
  /** The user and all groups of the user. */
  ownershipEntityRefs: string[];
  /**
   * The user's token for GitHub, asked for once everything else is decided, so
   * that whoever may not start a task is not told to sign in for it. Throws, in
   * the words of the door, where there is none.
   */
  getGitHubToken(): string | Promise<string>;
  /** `owner/name`. */
  repository: string;
  prompt: string;
  baseRef?: string;
  headRef?: string;
  model?: string;
  customAgent?: string;
  createPullRequest: boolean;
  entityRef?: string;
  source: TaskSource;
  idempotencyKey?: string;
  /** The JSON text that a caller of the proxy sent: it goes to GitHub as it is. */
  rawBody?: string;
  /** `X-GitHub-Api-Version`, where the caller names one. */
  apiVersion?: string;
  /** The HTTP request, for the audit trail only. */
  httpRequest?: Request;
}

/** A request with the token that it goes to GitHub with. */
export type ReadyRequest = DispatchRequest & { gitHubToken: string };

/**
 * What became of a request that was recorded. Whatever is refused before it is
 * recorded (permission, policy, limits, the token) is thrown as an
 * `AgentTasksError` instead, and GitHub has not been asked to start anything.
 *
 * By `task.dispatch.status`: `accepted`: there is a task on GitHub; `rejected`:
 * GitHub refused, `error` says why; `unknown`: the answer was lost, `error`
 * says how, the tracker looks for the task and nothing is sent again.
 */
export interface DispatchResult {
  task: StoredTask;
  /** An earlier request with the same key had started the task. */
  replayed: boolean;
  /**
   * What GitHub answered to the POST, whatever its status; absent where GitHub
   * gave no answer, and where this request was a repeat. A request of the proxy
   * always has `answer` or `error`, unless it was a repeat.
   */
  answer?: GitHubAnswer;
  /** Present unless the task was accepted. */
  error?: AgentTasksError;
}
