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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  PolicyLimits,
  PolicyRule,
  TaskSource,
} from 'backstage-plugin-agent-tasks-common';
import { formatAmount } from '../../presentation/admin/formatAmount';
import { formatValidity } from '../../presentation/admin/formatValidity';
import {
  LIMIT_NAMES,
  type LimitName,
  type RuleField,
} from '../../presentation/admin/ruleFacts';
import { describeSubject } from '../../presentation/admin/subject';
import { agentTasksTranslationRef } from '../../translation';

/** Says what rules name, in words. */
export type RuleWords = {
  /** A user or group. */
  subject: (ref: string) => string;
  /** Each limit that is set. */
  limits: (limits: PolicyLimits) => string[];
  /** What else a rule asks for: custom agents, base branches, doors, validity. */
  conditions: (rule: PolicyRule) => string[];
  /** One value of a field. */
  value: (field: RuleField, value: string) => string;
};

/** See {@link RuleWords}. */
export function useRuleWords(): RuleWords {
  const { t } = useTranslationRef(agentTasksTranslationRef);

  const subject = (ref: string) => {
    const { kind, name } = describeSubject(ref);
    return t(`rule.${kind}`, { name });
  };
  const source = (name: string) => t(`rule.source.${name as TaskSource}`);

  return {
    subject,
    limits: limits =>
      LIMIT_NAMES.flatMap(name => {
        const amount = limits[name];
        return amount === undefined
          ? []
          : [t(`rule.limit.${name}`, { number: formatAmount(amount) })];
      }),
    conditions: rule => {
      const list = (values: string[]) => ({ list: values.join(', ') });
      const { customAgents, baseRefs, sources, validFrom, validUntil } = rule;
      const texts = [
        customAgents && t('rule.condition.customAgents', list(customAgents)),
        baseRefs && t('rule.condition.baseRefs', list(baseRefs)),
        sources && t('rule.condition.sources', list(sources.map(source))),
        validFrom &&
          t('rule.condition.validFrom', { day: formatValidity(validFrom) }),
        validUntil &&
          t('rule.condition.validUntil', { day: formatValidity(validUntil) }),
      ];
      return texts.flatMap(text => (text ? [String(text)] : []));
    },
    value: (field, value) => {
      switch (field) {
        case 'effect':
          return t(value === 'deny' ? 'rule.deny' : 'rule.allow');
        case 'allow':
        case 'denyFor':
          return subject(value);
        case 'sources':
          return source(value);
        case 'validFrom':
        case 'validUntil':
          return formatValidity(value);
        default:
          return LIMIT_NAMES.includes(field as LimitName)
            ? formatAmount(Number(value))
            : value;
      }
    },
  };
}
