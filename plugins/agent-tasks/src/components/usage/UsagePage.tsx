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
import type { UsageReport } from 'backstage-plugin-agent-tasks-common';
import { useSearchParams } from 'react-router-dom';
import { useNow } from '../../data';
import { useUsage, type UsageOnScreen } from '../../data/usage';
import {
  describeDaysProblem,
  todayUtc,
} from '../../presentation/usage/usagePeriod';
import {
  changeUsageView,
  daysOfView,
  readUsageView,
  writeUsageView,
} from '../../presentation/usage/usageView';
import { measureOf } from '../../presentation/usage/usageSums';
import { agentTasksTranslationRef } from '../../translation';
import { ErrorNotice } from '../ErrorNotice';
import { Notice } from '../Notice';
import { UsageChartPanel } from './UsageChartPanel';
import { UsageFigures } from './UsageFigures';
import { UsageFilters } from './UsageFilters';
import { UsageSkeleton } from './UsageSkeleton';
import { UsageTable } from './UsageTable';
import { useKeyNames } from './useKeyNames';

/**
 * What tasks have cost, for platform admins: by person, group, repository or
 * model, per week. What GitHub has not reported is shown as not known. The
 * frame around it sees to the permission.
 */
export function UsagePage() {
  const [params, setParams] = useSearchParams();
  const view = readUsageView(params);
  const today = todayUtc(useNow());
  const { from, to } = daysOfView(view, today);
  const problem = describeDaysProblem({ from, to }, today);
  const usage = useUsage(
    from && to && !problem ? { from, to } : undefined,
    view.groupBy,
  );
  return (
    <Box
      sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <UsageFilters
        view={view}
        problem={problem}
        report={usage.report}
        onChange={change =>
          setParams(writeUsageView(changeUsageView(view, change, today)), {
            replace: true,
          })
        }
      />
      <UsageAnswer usage={usage} />
    </Box>
  );
}

function UsageAnswer({ usage }: { usage: UsageOnScreen }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { report, error, isOutdated, refresh } = usage;
  if (error) return <ErrorNotice error={error} onRetry={refresh} />;
  if (!report) return <UsageSkeleton />;
  return (
    <Box
      aria-busy={isOutdated}
      sx={{
        display: 'grid',
        gap: 2.5,
        gridTemplateColumns: 'minmax(0, 1fr)',
        opacity: isOutdated ? 0.6 : 1,
      }}
    >
      {report.total.tasks === 0 ? (
        <Notice tone="muted" role="status" title={t('usage.emptyTitle')}>
          {t('usage.empty')}
        </Notice>
      ) : (
        <UsageOfTasks report={report} />
      )}
    </Box>
  );
}

function UsageOfTasks({ report }: { report: UsageReport }) {
  const nameOf = useKeyNames(report);
  const measure = measureOf(report.total);
  return (
    <>
      <UsageFigures total={report.total} />
      <UsageChartPanel report={report} measure={measure} nameOf={nameOf} />
      <UsageTable report={report} measure={measure} nameOf={nameOf} />
    </>
  );
}
