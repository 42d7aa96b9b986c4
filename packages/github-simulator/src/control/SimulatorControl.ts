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

import type { FaultRule } from '../http/FaultList';
import type { LoggedRequest, RequestFilter } from '../http/RequestLog';
import type { TokenKind, TokenPermissions } from '../oauth/types';
import type { Switches } from '../state/switches';
import type { Scenario } from '../lifecycle/types';
import type { WebhookDelivery, WebhookTarget } from '../webhooks/types';

/**
 * Simulated time as it stands.
 *
 * @public
 */
export type ClockState = {
  /** Simulated time, ISO 8601. */
  now: string;
  speed: number;
  frozen: boolean;
  /** When the next planned thing happens, ISO 8601; absent: nothing is planned. */
  nextAt?: string;
};

/**
 * A task as the control sees it: what is true, not what the API shows.
 *
 * @public
 */
export type SimulatedTask = {
  id: string;
  /** `owner/name`; absent for chats without a repository. */
  repository?: string;
  /** Login. */
  creator: string;
  name: string;
  prompt: string;
  state: string;
  scenario: string;
  branch?: string;
  pullRequestNumber?: number;
  sessionCount: number;
  isArchived: boolean;
  createdAt: string;
  updatedAt: string;
};

/**
 * A pull request as the control sees it.
 *
 * @public
 */
export type SimulatedPullRequest = {
  id: number;
  nodeId: string;
  number: number;
  /** `owner/name`. */
  repository: string;
  title: string;
  state: 'open' | 'closed' | 'merged';
  isDraft: boolean;
  headRef: string;
};

/**
 * Names a pull request.
 *
 * @public
 */
export type PullRequestRef = {
  /** `owner/name`. */
  repository: string;
  number: number;
};

/**
 * What the simulator lets tests and demos do behind GitHub's back. In process it
 * comes with {@link RunningSimulator}, from another process by
 * {@link createSimulatorControlClient}; both behave alike. Unknown tasks, people and
 * repositories are errors. Times and durations are simulated milliseconds unless
 * said otherwise.
 *
 * @public
 */
export interface SimulatorControl {
  /** Moves simulated time forward at once; everything due on the way happens, in order. */
  advance(milliseconds: number): Promise<ClockState>;
  /** Moves simulated time to the next thing that is planned, and lets it happen. */
  step(): Promise<ClockState>;
  /** Stops time; from now on only `advance` moves it. */
  freeze(): Promise<ClockState>;
  /** Lets time flow again. */
  resume(): Promise<ClockState>;
  /** Simulated milliseconds per real millisecond, greater than 0. */
  setSpeed(speed: number): Promise<ClockState>;
  /** Simulated time as it stands. */
  clock(): Promise<ClockState>;

  /**
   * Mints a token for a person. Defaults: kind `gho`, scopes `repo` and
   * `read:user`; fine-grained kinds get agent tasks (write), pull requests and
   * contents (read).
   */
  createToken(options: {
    login: string;
    kind?: TokenKind;
    scopes?: string[];
    permissions?: TokenPermissions;
    /** The application that the token belongs to, e.g. `agent-tasks-portal`. */
    clientId?: string;
    /** Whether it is let into organizations with SAML (behaviour 50). Default false. */
    ssoAuthorized?: boolean;
  }): Promise<{ token: string }>;
  /** Kills one token, or all tokens of a person. Returns how many died. */
  revokeToken(
    target: { token: string } | { login: string },
  ): Promise<{ revoked: number }>;

  /** Lets one token, or all user tokens of a person, expire as after eight hours (behaviour 68). Returns how many did. */
  expireToken(
    target: { token: string } | { login: string },
  ): Promise<{ expired: number }>;
  /** Whether an organization requires SAML single sign-on; turning it on shuts all tokens out (behaviour 50). `organization` defaults to `acme`. */
  setSaml(options: { organization?: string; required: boolean }): Promise<void>;
  /** Lets one token, or all tokens of a person, into all organizations with SAML. Returns how many. */
  authorizeSaml(
    target: { token: string } | { login: string },
  ): Promise<{ authorized: number }>;
  /** Gives a person a Copilot plan, or takes it away (behaviour 47). */
  setCopilotPlan(login: string, hasPlan: boolean): Promise<void>;

  /**
   * Starts a task as from elsewhere than the API: an issue that was assigned to
   * the agent, or a session on a person's own machine (behaviour 42).
   */
  startTask(options: {
    repository: string;
    by: string;
    prompt: string;
    source?: 'issue' | 'cli';
    scenario?: string;
  }): Promise<SimulatedTask>;
  /** Tasks, newest first. */
  tasks(filter?: {
    repository?: string;
    state?: string;
  }): Promise<SimulatedTask[]>;
  /** One task by its id. */
  task(id: string): Promise<SimulatedTask>;
  /** Answers a task that waits for its user or is idle; its session goes on. */
  answerTask(id: string): Promise<SimulatedTask>;
  /** Adds a session to a task in any state (behaviour 30). */
  followUpTask(id: string, prompt: string): Promise<SimulatedTask>;
  /** Does at once what was still to come, and completes. */
  completeTask(id: string): Promise<SimulatedTask>;
  /** Ends the task as failed, with a message of the session. */
  failTask(id: string, message?: string): Promise<SimulatedTask>;
  /** Ends the task as a person who presses *Stop session* does. */
  cancelTask(id: string): Promise<SimulatedTask>;
  /**
   * Changes fields directly, `updated_at` with them unless `touch` is false. What
   * the scenario still has in store happens all the same.
   */
  updateTask(
    id: string,
    change: {
      state?: string;
      name?: string;
      archived?: boolean;
      extraFields?: Record<string, unknown>;
      touch?: boolean;
    },
  ): Promise<SimulatedTask>;

  /** Pull requests, oldest first. */
  pullRequests(filter?: {
    repository?: string;
  }): Promise<SimulatedPullRequest[]>;
  /** Changes a pull request as people on github.com would. */
  updatePullRequest(
    ref: PullRequestRef,
    change: {
      title?: string;
      draft?: boolean;
      /** `success`, `failure`, `pending`, `none`, or `action_required`. */
      checks?: 'success' | 'failure' | 'pending' | 'none' | 'action_required';
      /** A review by this person; `by` defaults to `priya-raman`. */
      review?: { state: 'APPROVED' | 'CHANGES_REQUESTED'; by?: string };
      action?: 'merge' | 'close' | 'reopen' | 'approve-checks';
    },
  ): Promise<SimulatedPullRequest>;

  /** Writes below a pull request; `@copilot` is heard (behaviour 31). */
  commentOnPullRequest(
    ref: PullRequestRef,
    comment: { by: string; body: string },
  ): Promise<SimulatedPullRequest>;

  /** Arms a fault; returns its id. */
  addFault(rule: FaultRule): Promise<{ id: number }>;
  /** Armed faults and how many strikes each has left. */
  faults(): Promise<(FaultRule & { id: number; remaining: number })[]>;
  /** Forgets all faults that are still to come. */
  clearFaults(): Promise<void>;
  /** Disarms one fault. */
  removeFault(id: number): Promise<void>;
  /** Lets everybody in again who was locked out for refused tokens (behaviour 49). */
  clearLockOuts(): Promise<void>;
  /** New tasks stay out of lists for this long; 0 ends it. */
  hideNewTasksFor(milliseconds: number): Promise<void>;
  /** Sets a person's primary limit; `resource` defaults to `core`. */
  setRateLimit(
    login: string,
    change: {
      resource?: 'core' | 'graphql';
      limit?: number;
      remaining?: number;
      resetsInMs?: number;
    },
  ): Promise<void>;

  /** The requests since the start or the last `clearRequests`, oldest first. */
  requests(filter?: RequestFilter): Promise<LoggedRequest[]>;
  /** Empties the log of requests. */
  clearRequests(): Promise<void>;

  /** Announces changes of pull requests there from now on, and nowhere else; loopback only. */
  setWebhook(target: WebhookTarget): Promise<void>;
  /** Announces nothing any more. */
  clearWebhook(): Promise<void>;
  /** What was announced since the start, oldest first. */
  deliveries(): Promise<WebhookDelivery[]>;

  /** What tasks follow when the prompt names no scenario; without `repository` everywhere. */
  setScenario(options: {
    repository?: string;
    scenario: string;
  }): Promise<void>;
  /** The scenarios by name. */
  scenarios(): Promise<{ name: string; description: string }[]>;
  /** Adds a scenario of one's own, or replaces one. */
  addScenario(scenario: Scenario): Promise<void>;
  /** The switches as they stand. */
  switches(): Promise<Switches>;
  /** Changes some switches; the others stay. */
  setSwitches(change: Partial<Switches>): Promise<Switches>;
  /**
   * A further person joins, with a Copilot plan, and may write to the
   * repositories in `writes`.
   */
  addPerson(options: {
    login: string;
    /** `owner/name` each. */
    writes?: string[];
  }): Promise<{ id: number; nodeId: string }>;
  /** Changes what a person may do in a repository; `none` takes it away. */
  setRole(options: {
    repository: string;
    login: string;
    role: 'none' | 'read' | 'write' | 'admin';
  }): Promise<void>;
  /** Renames a repository; the old name redirects (behaviour 71). */
  renameRepository(repository: string, name: string): Promise<void>;
  /** Turns the agent on or off for a repository (behaviour 46). */
  setAgentEnabled(repository: string, enabled: boolean): Promise<void>;
}
