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

import { useTheme } from '@mui/material/styles';
import { useXScale, useYScale } from '@mui/x-charts/hooks';
import { useId } from 'react';
import type { UsageWeek } from '../../presentation/usage/usageChart';

// Always the same, as nobody knows how high it would be.
const HEIGHT = 18;
// Below this the sign would not fit.
const WIDTH_OF_SIGN = 10;

/**
 * A hatched cap on every week some tasks of which are not reported yet, so that
 * no bar looks complete, or like zero, that is not.
 */
export function UnknownCaps(props: { weeks: UsageWeek[]; tops: number[] }) {
  const { weeks, tops } = props;
  const { palette } = useTheme();
  const patternId = useId();
  const x = useXScale<'band'>();
  const y = useYScale();
  const width = x.bandwidth();
  const ink = palette.text.secondary;
  return (
    <g pointerEvents="none">
      <pattern
        id={patternId}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line x1="0" y1="0" x2="0" y2="5" stroke={ink} strokeWidth="1.5" />
      </pattern>
      {weeks.map(({ start, total }, index) => {
        const left = x(start);
        if (total.unknownTasks === 0 || left === undefined) return null;
        const top = Number(y(tops[index])) - HEIGHT;
        return (
          <g key={start} data-testid={`unknown-${start}`}>
            <rect
              x={left}
              y={top}
              width={width}
              height={HEIGHT}
              fill={`url(#${patternId})`}
              stroke={ink}
              strokeDasharray="3 2"
            />
            {width >= WIDTH_OF_SIGN && (
              <text
                x={left + width / 2}
                y={top + HEIGHT / 2}
                textAnchor="middle"
                dominantBaseline="central"
                fontSize={12}
                fontWeight={700}
                fontFamily="inherit"
                fill={palette.text.primary}
                stroke={palette.background.paper}
                strokeWidth={3}
                paintOrder="stroke"
              >
                ?
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
