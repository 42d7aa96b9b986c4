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
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import type { StateIconName, Tone } from '../../../presentation/presentState';
import { agentTasksTranslationRef } from '../../../translation';
import { Toned } from '../Toned';

const FACES: Record<
  PolicyRuleEntry['status'],
  { tone: Tone; icon: StateIconName }
> = {
  active: { tone: 'success', icon: 'done' },
  disabled: { tone: 'muted', icon: 'paused' },
  not_yet_valid: { tone: 'attention', icon: 'time' },
  expired: { tone: 'muted', icon: 'stopped' },
};

/** Whether a rule is in force; from and until when stands with its conditions. */
export function RuleStatus(props: { entry: PolicyRuleEntry }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { status } = props.entry;
  return <Toned {...FACES[status]}>{t(`rule.status.${status}`)}</Toned>;
}
