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
 * What can be made to go wrong. Each kind names when it strikes: before the work
 * is done, or after it ("created-…", "truncated").
 *
 * @public
 */
export type Fault =
  /** The answer takes longer, in real milliseconds: clients time out in real time. */
  | { kind: 'delay'; milliseconds: number }
  /** The connection is reset before anything happens. */
  | { kind: 'reset-before' }
  /** The work is done, then the connection is reset (behaviour 58). */
  | { kind: 'created-then-reset' }
  /** The work is done, then a gateway answers 502 with HTML (behaviour 58). */
  | { kind: 'created-then-502' }
  /** A gateway answers 502 with HTML, nothing happens (behaviour 58). */
  | { kind: 'bad-gateway' }
  /** 200 with a page of HTML instead of JSON, nothing happens. */
  | { kind: 'html' }
  /** The work is done, the body breaks off in the middle. */
  | { kind: 'truncated' }
  /** 500 `{"message":"Server Error"}`, nothing happens. */
  | { kind: 'server-error' }
  /** 403 or 429 with `x-ratelimit-remaining: 0` (behaviour 54). */
  | { kind: 'primary-rate-limit'; status?: 403 | 429 }
  /** 403 or 429 with requests remaining; `retry-after` in seconds if given (behaviour 55). */
  | { kind: 'secondary-rate-limit'; status?: 403 | 429; retryAfter?: number }
  /** 401 "Bad credentials" although the token is good. */
  | { kind: 'unauthorized' }
  /** The request's token dies for good: revoked, or expired as after eight hours; 401 (behaviours 49, 68). */
  | { kind: 'revoke-token' }
  | { kind: 'expire-token' }
  /**
   * 301, or 307 for writing, to `location`; default: `/repositories/{id}/…` of the
   * repository in the path, as if the caller had used a former name (behaviour 71).
   */
  | { kind: 'moved'; location?: string }
  /** `Date` and all times of the answer are off by this much. */
  | { kind: 'clock-skew'; milliseconds: number }
  /** A list shows the page before the one that was asked for. */
  | { kind: 'duplicate-page' }
  /** As if `by` items had come in since the page before (they repeat), or, when negative, had gone (they are skipped). */
  | { kind: 'shifted-page'; by: number };

/**
 * A fault and the requests that it strikes.
 *
 * @public
 */
export type FaultRule = {
  /** HTTP method; default: any. */
  method?: string;
  /** A regular expression, tried on path and query, e.g. `/agents/repos/acme/services/tasks$`. */
  path: string;
  /** Only requests of this person; default: anybody's. */
  login?: string;
  fault: Fault;
  /** How many requests are struck before the rule is used up. Default 1. */
  times?: number;
  /**
   * The part of the requests that fit which is struck, between 0 and 1. Which
   * ones is decided by the rule's own random numbers, always the same for one
   * `seed`. Default: all.
   */
  chance?: number;
  /** Where the random numbers of `chance` begin, a whole number. Default: the rule's id. */
  seed?: number;
};

type ActiveRule = {
  id: number;
  rule: FaultRule;
  pattern: RegExp;
  remaining: number;
  /** From 0 up to 1. */
  random: () => number;
};

/** The faults that are armed. Every rule is bounded and disappears when it is used up. */
export class FaultList {
  #rules: ActiveRule[] = [];
  #nextId = 1;

  /** Returns the id of the rule. */
  add(rule: FaultRule): number {
    const id = this.#nextId++;
    this.#rules.push({
      id,
      rule,
      pattern: new RegExp(rule.path),
      remaining: rule.times ?? 1,
      random: randomNumbers(rule.seed ?? id),
    });
    return id;
  }

  /** Takes one strike off the first rule that fits. */
  take(request: {
    method: string;
    path: string;
    login?: string;
  }): Fault | undefined {
    const active = this.#rules.find(
      ({ rule, pattern, random }) =>
        (!rule.method ||
          rule.method.toUpperCase() === request.method.toUpperCase()) &&
        (!rule.login || rule.login === request.login) &&
        pattern.test(request.path) &&
        (rule.chance === undefined || random() < rule.chance),
    );
    if (!active) return undefined;
    active.remaining -= 1;
    if (active.remaining <= 0) this.remove(active.id);
    return active.rule.fault;
  }

  /** The armed rules and how many strikes are left. */
  list(): (FaultRule & { id: number; remaining: number })[] {
    return this.#rules.map(({ id, rule, remaining }) => ({
      ...rule,
      id,
      remaining,
    }));
  }

  remove(id: number): void {
    this.#rules = this.#rules.filter(rule => rule.id !== id);
  }

  clear(): void {
    this.#rules = [];
  }
}

/** Mulberry32: small, repeatable, and random enough for bad luck. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
