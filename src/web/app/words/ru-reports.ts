import type { Words } from './en.ts';
import { counting, percent } from './plural.ts';

const n = counting('ru');
type Silences = { firstAfterSeconds: number; everySeconds: number };
const silences = ({ firstAfterSeconds, everySeconds }: Silences) =>
  `через ${firstAfterSeconds} с, потом каждые ${everySeconds} с`;

/** О том, что обещали и что сдержали. */
export const reports: Words['reports'] = {
  tab: 'Отчёты',
  period: 'За какое время',
  periods: { today: 'Сегодня', '7-days': '7 дней', kept: '35 дней' },
  span: (from, until, timeZone) => `${from} – ${until}, ${timeZone}`,
  promises: 'Сдержанные обещания',
  promisesHint: 'Каждое ожидание считается с первым сроком, который в нём назвали.',
  ranges: 'Ожидания, как было сказано',
  rangesOut: (longer, shorter) => `дольше — ${longer}, быстрее — ${shorter}`,
  rangesUnknown: (count) => `${n(count, 'ушёл', 'ушли', 'ушли')} раньше, чем это стало видно`,
  rangesNone: 'Срок не называли: для него нужны пять ожиданий и операторы на месте.',
  checkIns: 'Весточки вовремя',
  checkInsLate: (count) =>
    count === 0 ? 'ни одна не опоздала' : `${n(count, 'опоздала', 'опоздали', 'опоздали')}`,
  checkInsNone: 'Весточки ещё никто не ждал.',
  right: '«То, что вам сказали, было верно»',
  rightNone: 'Пока никто не ответил.',
  callbacks: 'Обратные звонки сделаны',
  callbacksNone: 'Никому не обещали.',
  callbacksPromised: (count) => `обещано: ${count}`,
  of: (count, all) => `${count} из ${all}`,
  percent,
  few: 'слишком мало, чтобы судить',
  said: 'Что звонящие сказали о ритме',
  saidHint: '«Вести были слишком часто, слишком редко или в самый раз?» — по тому, какой ритм слышали.',
  notAsked: 'В этой очереди после разговора вопросов не задают.',
  noAnswers: 'Пока никто не ответил. Вопросы следуют за разговором; кто положил трубку, пропустил.',
  ownRhythm: (inLine, onHold) => `В очереди ${silences(inLine)}; на удержании ${silences(onHold)}`,
  chosen: (cadence) => `Выбор звонящего: ${cadence}`,
  now: 'сейчас',
  tooOften: 'слишком часто',
  justRight: 'в самый раз',
  tooRarely: 'слишком редко',
  changeRhythm: 'К ритму',
  advice: {
    late: (late, made) =>
      `${n(late, 'весточка', 'весточки', 'весточек')} из ${made} опоздали: тишина была дольше, чем обещали. Посмотрите /readyz и телефонную сеть.`,
    longer: (longer, seen) =>
      `${n(longer, 'ожидание', 'ожидания', 'ожиданий')} из ${seen} длились дольше, чем сказали сначала, хотя так должно быть у одного из десяти. Сроки учатся сами; сразу помогут люди в часы наплыва.`,
    tooRarely: (count, all, rhythm) =>
      `${count} из ${all} слышали нас слишком редко: в очереди первое слово ${silences(rhythm)}.`,
    tooOften: (count, all, rhythm) =>
      `${count} из ${all} слышали нас слишком часто: в очереди первое слово ${silences(rhythm)}.`,
    wrong: (count, all) => `${count} из ${all} говорят: то, что им сказали, было неверно.`,
    good: (count, all) => `Для ${count} из ${all} ритм в самый раз. Оставьте как есть.`,
    few: (count, enough) =>
      `О нынешнем ритме пока ${n(count, 'ответ', 'ответа', 'ответов')}; с ${enough} будет видно, подходит ли он.`,
  },
  line: 'Очередь',
  calls: 'Звонки',
  taken: 'Приняты',
  within: 'Уровень обслуживания: приняты за',
  seconds: (count) => `${count} с`,
  service: (seconds) => `Приняты за ${seconds} с`,
  serviceOf: (count, all) => `${count} из ${all} принятых и ушедших`,
  meanWait: 'В среднем ждали',
  longestWait: 'Дольше всего ждали',
  abandonedInLine: 'Ушли из очереди',
  abandonedOnHold: 'Ушли с удержания',
  sentOn: 'Переведены в другую очередь',
  endedWithoutPlace: 'Ушли, не получив места',
  handedOn: 'Переведены на прежнюю линию',
  handedBack: 'Пришли сюда: там не ответили',
  oldLineMinutes: 'Минут на прежней линии',
  day: 'По часам дня',
  dayHint: 'Все дни вместе, по получасам.',
  dayWorst: (at, wait) => `Все дни вместе, по получасам. Дольше всего ждали с ${at}: в среднем ${wait}.`,
  dayFrom: 'С',
  dayLeft: 'Ушли',
  download: 'Получасовки в CSV',
  downloadHint: 'По времени очереди и по UTC; ни о ком из звонящих в отдельности.',
  empty: 'Пока не о чем сообщить',
  emptyText:
    'Всё считается по мере того, как происходит. С первым звонком появятся его весточки и ожидание, сроки — когда закончатся пять ожиданий, ответы — после первого разговора.',
  stale: 'Это прежние числа.',
};
