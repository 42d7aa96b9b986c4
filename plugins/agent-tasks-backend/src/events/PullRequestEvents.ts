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
 * GitHub's webhooks, where an admin has them delivered to Backstage: whatever
 * changes a pull request has it read at once, instead of after the slow interval.
 *
 * Promises: an event about a pull request of a followed task makes its owner due,
 * and the look that follows reads this pull request. However many events come, an
 * owner is not looked at more often than every five seconds for their sake, and
 * not before GitHub's limits allow. A pull request that no followed task has
 * costs one statement in the database and no call to GitHub. Of several replicas
 * one gets each event.
 *
 * Nothing is believed but that a pull request changed: what it is now, GitHub is
 * asked with its owner's own token, so a forged event can cause a look and tell
 * nothing. Who may deliver is checked by Backstage's events module
 * (`events.modules.github.webhookSecret`); here, all but a few fields is ignored.
 *
 * Does not promise that an event is heard: one that comes while the portal is
 * away or its database is, is lost, and so is one that dies with its replica
 * before the mark is written. Then the pull request is read when it would have
 * been without events. Once the mark is written, it stays until a look has read
 * the pull request after it.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import type { FollowedUsers } from '../tracking/FollowedUsers';
import { reasonOf } from '../reasonOf';
import type { SharedClock } from '../tracking/SharedClock';
import { readPullRequestEvent } from './readPullRequestEvent';

const TOPICS = [
  'github.pull_request',
  'github.pull_request_review',
  'github.check_suite',
  'github.workflow_run',
];

export interface PullRequestEventsOptions {
  events: EventsService;
  followedUsers: Pick<FollowedUsers, 'requestRefresh'>;
  clock: Pick<SharedClock, 'now'>;
  logger: LoggerService;
  /** The host of GitHub that is followed; events of others are ignored. */
  host: string;
}

/** Hears of changed pull requests. */
export class PullRequestEvents {
  readonly #options: PullRequestEventsOptions;

  private constructor(options: PullRequestEventsOptions) {
    this.#options = options;
  }

  static create(options: PullRequestEventsOptions): PullRequestEvents {
    return new PullRequestEvents(options);
  }

  async subscribe(): Promise<void> {
    await this.#options.events.subscribe({
      // The same on all replicas: one of them gets each event.
      id: 'pull-requests',
      topics: TOPICS,
      onEvent: event => this.#hear(event),
    });
  }

  /** Never throws: the sender of an event can do nothing about it. */
  async #hear({ topic, eventPayload }: EventParams): Promise<void> {
    const { followedUsers, clock, logger, host } = this.#options;
    const changed = readPullRequestEvent(eventPayload, host);
    if (!changed) {
      logger.debug('An event names no pull request of the GitHub in use', {
        topic,
      });
      return;
    }
    try {
      const tasks = await followedUsers.requestRefresh(changed, clock.now());
      if (tasks === 0) return;
      const { repository } = changed;
      logger.debug('A pull request changed', { topic, repository, tasks });
    } catch (error) {
      logger.warn(
        'A changed pull request could not be noted; it is read at its usual time',
        { topic, reason: reasonOf(error) },
      );
    }
  }
}
