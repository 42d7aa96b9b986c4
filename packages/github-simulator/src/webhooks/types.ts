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
 * What is announced; GitHub's own names.
 *
 * @public
 */
export type WebhookEventName =
  | 'pull_request'
  | 'pull_request_review'
  | 'check_suite'
  | 'workflow_run';

/**
 * Where a webhook of the whole organization delivers.
 *
 * @public
 */
export type WebhookTarget = {
  /** `http` or `https`, on this machine: the simulator is a development tool. */
  url: string;
  /** Signs each delivery, as `X-Hub-Signature-256` tells. */
  secret: string;
  /** Default: all. */
  events?: WebhookEventName[];
};

/**
 * One delivery as the simulator saw it. Never holds the secret.
 *
 * @public
 */
export type WebhookDelivery = {
  /** What `X-GitHub-Delivery` said. */
  id: string;
  /** Simulated time, ISO 8601. */
  at: string;
  event: WebhookEventName;
  action: string;
  /** `owner/name`. */
  repository: string;
  pullRequestNumber: number;
  /** Of the receiver's answer; absent while it is under way, or when none came. */
  status?: number;
  /** Why no answer came. */
  error?: string;
};

/** Something that happened to a pull request, as {@link eventsBetween} finds it. */
export type PullRequestChange =
  | {
      event: 'pull_request';
      action:
        | 'opened'
        | 'closed'
        | 'reopened'
        | 'ready_for_review'
        | 'converted_to_draft';
    }
  | {
      event: 'pull_request';
      action: 'edited';
      changes: { title?: { from: string }; body?: { from: string } };
    }
  | {
      event: 'pull_request';
      action: 'synchronize';
      before: string;
      after: string;
    }
  | { event: 'pull_request'; action: 'review_requested'; reviewerId: number }
  | { event: 'pull_request_review'; action: 'submitted'; index: number }
  | { event: 'workflow_run'; action: 'requested' | 'completed' }
  | { event: 'check_suite'; action: 'completed' };
