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
  LimitUse,
  PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { formatAmount } from '../../../presentation/admin/formatAmount';
import { agentTasksTranslationRef } from '../../../translation';
import { Glob } from '../Glob';
import { Toned } from '../Toned';
import { useRuleWords } from '../useRuleWords';

/** How much of each limit is used, as far as GitHub has told. */
export function LimitUses(props: {
  limits: LimitUse[];
  rules: PolicyRuleEntry[];
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { limits, rules } = props;
  return (
    <Box>
      <Box sx={{ fontWeight: 600, mb: 0.5 }}>{t('tryIt.limits')}</Box>
      <Box
        component="ul"
        aria-label={t('tryIt.limits')}
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}
      >
        {limits.map((use, index) => (
          <UseOfLimit
            key={index}
            use={use}
            rule={rules.find(({ id }) => id === use.ruleId)}
          />
        ))}
      </Box>
    </Box>
  );
}

function UseOfLimit(props: { use: LimitUse; rule?: PolicyRuleEntry }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { subject } = useRuleWords();
  const { use, rule } = props;
  const { limit, allowed, used, isReached, unknownTasks = 0 } = use;
  const isEntity = use.subject?.includes(':');
  return (
    <Box
      component="li"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.25 }}
    >
      <Box component="span" sx={{ fontWeight: 600 }}>
        {t('tryIt.use', {
          used: formatAmount(used),
          allowed: formatAmount(allowed),
        })}
      </Box>
      <span>{t(`rule.field.${limit}`)}</span>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {use.subject && `${isEntity ? subject(use.subject) : use.subject}, `}
        {use.ruleId ? (
          <RuleName match={rule?.rule.match} />
        ) : (
          t('tryIt.everywhere')
        )}
      </Box>
      {unknownTasks > 0 && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t('tryIt.unknownTasks', { count: unknownTasks })}
        </Box>
      )}
      {isReached && (
        <Toned tone="danger" icon="stopped">
          {t('tryIt.reached')}
        </Toned>
      )}
    </Box>
  );
}

function RuleName(props: { match?: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { match } = props;
  if (!match) return <>{t('tryIt.ofDeletedRule')}</>;
  return (
    <>
      {t('tryIt.rule')} <Glob>{match}</Glob>
    </>
  );
}
