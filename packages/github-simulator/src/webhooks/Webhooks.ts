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
 * The webhook of the organization, as an admin would set it up on github.com.
 *
 * Pull requests change in many places: a scenario's step, a person on the control
 * page, a merge through the API, a push with git. None of them knows of webhooks.
 * Instead, after everything that may have changed something, all pull requests
 * are compared with how they were the last time, and what differs is announced.
 *
 * Promises: every change is delivered at most once, in real time, and never
 * again: GitHub does not repeat deliveries either. A receiver has ten seconds.
 * Whether it was reached stands in the list of deliveries. Deliveries overtake
 * each other. Nothing is sent beyond this machine.
 *
 * Not simulated: `ping`, redelivery, webhooks of single repositories, and the
 * runs of the agent itself (CI's runs are announced).
 */
import { randomUUID } from 'node:crypto';
import type { PullRequest } from '../state';
import type { World } from '../World';
import {
  eventsBetween,
  snapshotOf,
  type PullRequestSnapshot,
} from './eventsBetween';
import { presentEvent } from './presentEvent';
import { sign } from './sign';
import type {
  PullRequestChange,
  WebhookDelivery,
  WebhookTarget,
} from './types';

/** GitHub: "your server should respond with a 2XX response within 10 seconds". */
const TIMEOUT_MS = 10_000;
const MOST_DELIVERIES = 5_000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** See the top of the file. */
export class Webhooks {
  #target: WebhookTarget | undefined;
  #known = new Map<number, PullRequestSnapshot>();
  #deliveries: WebhookDelivery[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  /** From now on changes are delivered there, and nowhere else. */
  set(target: WebhookTarget, { state }: World): void {
    assertLoopback(target.url);
    this.#target = target;
    this.#known = new Map(
      [...state.pullRequests.values()].map(pull => [pull.id, snapshotOf(pull)]),
    );
  }

  clear(): void {
    this.#target = undefined;
    this.#known = new Map();
  }

  /** Oldest first. */
  deliveries(): WebhookDelivery[] {
    return this.#deliveries.map(delivery => ({ ...delivery }));
  }

  /** Looks for what has changed since the last time, and announces it. */
  look(world: World): void {
    if (!this.#target) return;
    for (const pull of world.state.pullRequests.values()) {
      const after = snapshotOf(pull);
      const events = eventsBetween(this.#known.get(pull.id), after);
      if (events.length > 0) this.#known.set(pull.id, after);
      for (const event of events) this.#announce(event, pull, world);
    }
  }

  /** Cuts off what is under way. */
  async stop(): Promise<void> {
    this.clear();
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }

  #announce(change: PullRequestChange, pull: PullRequest, world: World): void {
    const target = this.#target!;
    if (target.events && !target.events.includes(change.event)) return;
    const { ownerLogin, name } = world.state.repository(pull.repositoryId);
    const delivery: WebhookDelivery = {
      id: randomUUID(),
      at: new Date(world.clock.now()).toISOString(),
      event: change.event,
      action: change.action,
      repository: `${ownerLogin}/${name}`,
      pullRequestNumber: pull.number,
    };
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > MOST_DELIVERIES) this.#deliveries.shift();
    const body = JSON.stringify(presentEvent(change, pull, world));
    const sending = this.#send(delivery, body, target).finally(() =>
      this.#underWay.delete(sending),
    );
    this.#underWay.add(sending);
  }

  async #send(
    delivery: WebhookDelivery,
    body: string,
    { url, secret }: WebhookTarget,
  ): Promise<void> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.any([
          this.#stopping.signal,
          AbortSignal.timeout(TIMEOUT_MS),
        ]),
        headers: {
          Accept: '*/*',
          'Content-Type': 'application/json',
          'User-Agent': 'GitHub-Hookshot/simulator',
          'X-GitHub-Delivery': delivery.id,
          'X-GitHub-Event': delivery.event,
          'X-GitHub-Hook-ID': '1',
          'X-GitHub-Hook-Installation-Target-Type': 'organization',
          'X-Hub-Signature-256': sign(body, secret),
        },
      });
      await response.body?.cancel();
      delivery.status = response.status;
    } catch (error) {
      delivery.error = reasonOf(error as Error);
    }
  }
}

function assertLoopback(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isFine =
    url &&
    ['http:', 'https:'].includes(url.protocol) &&
    LOOPBACK.includes(url.hostname);
  if (!isFine) {
    throw new RangeError(
      `A webhook's URL must be http or https on this machine (localhost), and ${JSON.stringify(
        text,
      )} is not: the simulator sends nothing elsewhere`,
    );
  }
}

function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') {
    return `no answer within ${TIMEOUT_MS / 1_000} seconds`;
  }
  if (error.name === 'AbortError') return 'the simulator was stopped';
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return code ?? error.message;
}
