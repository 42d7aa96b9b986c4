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
import Box from '@mui/material/Box';
import type {
  Policy,
  PolicyDecision,
} from 'backstage-plugin-agent-tasks-common';
import { useId, useState } from 'react';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { Glob } from '../Glob';
import { Toned } from '../Toned';
import { useRuleWords } from '../useRuleWords';
import { LimitUses } from './LimitUses';
import { VerdictList } from './VerdictList';

// The portal's sentence begins with the word that stands beside it already.
const STANDS_BESIDE = /^(?:Yes|No)\.\s+/;

/** Yes or no, in a sentence; which rule decides; what the others say; how much is used. */
export function DecisionAnswer(props: {
  decision: PolicyDecision;
  policy: Policy;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { decision, policy } = props;
  const { subject } = useRuleWords();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const { allowed, groups, rules, ruleId } = decision;
  const deciding = rules.find(({ id }) => id === ruleId);
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <Box
        data-testid="decision"
        sx={{ display: 'flex', gap: 0.75, fontSize: '0.9375rem' }}
      >
        <Box sx={{ flex: 'none' }}>
          <Toned
            tone={allowed ? 'success' : 'danger'}
            icon={allowed ? 'done' : 'failed'}
            size={20}
          >
            {t(allowed ? 'tryIt.yes' : 'tryIt.no')}
          </Toned>
        </Box>
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {decision.message.replace(STANDS_BESIDE, '')}
        </Box>
      </Box>
      <Box sx={{ color: 'text.secondary' }}>
        {deciding && (
          <>
            {t('tryIt.decidedBy')} <Glob>{deciding.match}</Glob>,{' '}
            {t(
              deciding.origin === 'config' ? 'tryIt.ofConfig' : 'tryIt.ofPage',
            )}
            .{' '}
          </>
        )}
        {groups.length > 0
          ? t('tryIt.groups', { groups: groups.map(subject).join(', ') })
          : t('tryIt.noGroups')}
      </Box>
      {decision.limits.length > 0 && (
        <LimitUses limits={decision.limits} rules={policy.rules} />
      )}
      {rules.length > 0 && (
        <Box>
          <ActionButton
            aria-expanded={isOpen}
            aria-controls={listId}
            onClick={() => setOpen(!isOpen)}
            sx={{ ml: -0.5 }}
          >
            {isOpen
              ? t('tryIt.hideRules')
              : t('tryIt.showRules', { count: rules.length })}
          </ActionButton>
          <div id={listId}>
            {isOpen && <VerdictList verdicts={rules} decidingId={ruleId} />}
          </div>
        </Box>
      )}
    </Box>
  );
}
