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
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  validityOf,
  type PolicyRule,
} from 'backstage-plugin-agent-tasks-common';
import type { PolicyRuleStore, StoredRule } from './store/PolicyRuleStore';
import type {
  ConfiguredPolicy,
  Policy,
  PolicyRuleEntry,
  PolicySource,
} from './types';

/** The key of app-config under which rules stand. */
const RULES_KEY = 'agentTasks.policy.repositories';

export interface CurrentPolicyOptions {
  config: RootConfigService;
  /** Reads `agentTasks.policy`; throws what is wrong with it. */
  read: (config: RootConfigService) => ConfiguredPolicy;
  /** The rules of the admin page. */
  rules: Pick<PolicyRuleStore, 'list'>;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * The policy as it is now: the rules of app-config and those of the admin page.
 *
 * Promises: a rule of the admin page holds on every replica from the moment it is
 * written, as the database is asked for every decision; where it does not
 * answer, nothing is decided. A change of app-config holds in each replica as
 * soon as Backstage tells it, without a restart. One that is wrong changes
 * nothing: the policy before it stays in force, and what is wrong is logged and
 * shown. At the start what is wrong stops the start.
 *
 * Does not promise that all replicas see a change of app-config at one time.
 * Nothing is kept here that a crash could lose.
 */
export class CurrentPolicy implements PolicySource {
  readonly #options: CurrentPolicyOptions;
  #configured: ConfiguredPolicy;
  #configProblem: string | undefined;

  private constructor(options: CurrentPolicyOptions) {
    this.#options = options;
    this.#configured = options.read(options.config);
  }

  static create(options: CurrentPolicyOptions): CurrentPolicy {
    const policy = new CurrentPolicy(options);
    options.config.subscribe?.(() => policy.#reload());
    return policy;
  }

  async get(): Promise<Policy> {
    const now = this.#options.now();
    const stored = await this.#listStored();
    return {
      rules: [
        ...this.#configured.rules.map((rule, index) =>
          toConfigEntry(rule, index, now),
        ),
        ...stored.map(rule => toStoredEntry(rule, now)),
      ],
      limits: this.#configured.limits,
      ...(this.#configProblem && { configProblem: this.#configProblem }),
    };
  }

  async #listStored(): Promise<StoredRule[]> {
    try {
      return await this.#options.rules.list();
    } catch (error) {
      this.#options.logger.error(
        'The rules of the admin page could not be read, so no task can be started',
        error as Error,
      );
      throw new ServiceUnavailableError(
        "The portal could not read its rules about agent tasks, so it decided nothing and started nothing. Try again in a minute; if it goes on, tell a platform admin that the plugin's database does not answer.",
      );
    }
  }

  #reload(): void {
    const { config, read, logger } = this.#options;
    try {
      const configured = read(config);
      const isChanged =
        this.#configProblem !== undefined ||
        JSON.stringify(configured) !== JSON.stringify(this.#configured);
      this.#configured = configured;
      this.#configProblem = undefined;
      if (isChanged) {
        logger.info(
          `The policy of app-config has changed: ${configured.rules.length} rules`,
        );
      }
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (problem === this.#configProblem) return;
      this.#configProblem = problem;
      logger.error(
        `The changed policy of app-config cannot be used; the one before it stays in force. ${problem}`,
      );
    }
  }
}

function toConfigEntry(
  rule: PolicyRule,
  index: number,
  now: number,
): PolicyRuleEntry {
  return {
    id: `${RULES_KEY}[${index}]`,
    origin: 'config',
    rule,
    status: statusOf(rule, true, now),
  };
}

/** A rule of the admin page with where it comes from and whether it is in force. */
export function toStoredEntry(
  { enabled, ...stored }: StoredRule,
  now: number,
): PolicyRuleEntry {
  return {
    ...stored,
    origin: 'database',
    status: statusOf(stored.rule, enabled, now),
  };
}

function statusOf(
  rule: PolicyRule,
  isEnabled: boolean,
  now: number,
): PolicyRuleEntry['status'] {
  if (!isEnabled) return 'disabled';
  const validity = validityOf(rule, now);
  return validity === 'valid' ? 'active' : validity;
}
