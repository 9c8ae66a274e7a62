/**
 * What the server says of a field that is wrong, in Russian: its English sentences with a part for each number, name or
 * example in them. `$1` in the Russian stands for the first of these.
 */
const FAULTS: readonly (readonly [english: RegExp, russian: string])[] = [
  [/^must be from (\S+) to (\S+) seconds$/, 'от $1 до $2 секунд'],
  [/^must be a whole number of seconds from (\S+) to (\S+)$/, 'целое число секунд, от $1 до $2'],
  [/^must be a whole number from (\S+) to (\d+)(, or null)?$/, 'целое число от $1 до $2'],
  [/^must be a number from (\S+) to (\S+)$/, 'число от $1 до $2'],
  [/^must be from (\S+) to (\S+)$/, 'от $1 до $2'],
  [/^must be (?:text of )?(\d+) to (\d+) characters$/, 'от $1 до $2 знаков'],
  [/^must be (\d+) to (\d+) of (.+) and (.+)$/, 'от $1 до $2 знаков: $3 и $4'],
  [/^must be (\d+) to (\d+) digits$/, 'от $1 до $2 цифр'],
  [/^must be six digits$/, 'нужно шесть цифр'],
  [/^must be 1 \(Monday\) to 7 \(Sunday\)$/, 'от 1 (понедельник) до 7 (воскресенье)'],
  [/^must be at most (\d+) \w+$/, 'не больше $1'],
  [/^must not name one \w+ twice$/, 'одно и то же названо дважды'],
  [/^must name at least one role$/, 'нужна хотя бы одна роль'],
  [/^must be (?:one of|a list of) (.+)$/, 'возможно только: $1'],
  [/^must be true or false$/, 'да или нет'],
  [/^must be a country such as (.+)$/, 'код страны, например $1'],
  [/^must be a time zone such as (.+)$/, 'часовой пояс, например $1'],
  [/^must be a time such as (.+)$/, 'время, например $1'],
  [/^must be a date such as (.+)$/, 'дата, например $1'],
  [/^must be a language (?:folder )?such as (.+)$/, 'язык, например $1'],
  [/^must be a language that has a voice script$/, 'нужен язык, на котором есть слова для телефона'],
  [/^must be a language of this queue: (.+)$/, 'нужен язык этой очереди: $1'],
  [/^must be texts by language, such as (.+)$/, 'тексты по языкам, например $1'],
  [/^must be an E\.164 number such as (.+)$/, 'номер целиком, например $1'],
  [/^must be \+1555…, sip:name@host or client:name$/, 'например +1555…, sip:имя@узел или client:имя'],
  [/^must be \{date, closed: true\} or \{date, from, to\}$/, 'закрыто весь день или часы с и до'],
  [/^must be your password$/, 'нужен ваш пароль'],
  [/^must be (?:a name )?in one language at least$/, 'нужно хотя бы на одном языке'],
  [/^must be in the future$/, 'это время уже прошло'],
  [/^must be within a year$/, 'не дальше чем через год'],
  [/^must be later than (.+)$/, 'нужно позже, чем $1'],
  [/^overlaps with entry (\d+)$/, 'пересекается с записью $1'],
  [/^(\S+) has no voice script; there are (.+)$/, 'на языке $1 нет слов для телефона; есть: $2'],
  [/^has no voice script; there are (.+)$/, 'на этом языке нет слов для телефона; есть: $1'],
  [/^is not yours$/, 'это не ваш пароль'],
  [/^is that of (.+) already$/, 'уже занят: $1'],
  [/^is not a valid E\.164 number$/, 'такого номера не бывает'],
  [
    /^must be the number that the other calls are handed on to$/,
    'нужен номер, на который уходят остальные звонки',
  ],
  [
    /^must be an ordinary number of a country that this queue may call: (.+)$/,
    'обычный номер страны, куда эта очередь может звонить: $1',
  ],
  [/^leads to this line, or to one of its operators$/, 'ведёт на эту же линию или к её оператору'],
  [/^is the number that callers call$/, 'на этот номер звонят люди'],
  [/^is the number that operators call$/, 'на этот номер звонят операторы'],
  [/^leads to the queue (.+) already$/, 'уже ведёт в очередь $1'],
  [/^is not the id of a queue$/, 'такой очереди нет'],
  [/^is a time at which this queue is never open$/, 'в это время очередь всегда закрыта'],
  [/^is no country with numbers of its own$/, 'у этой страны нет своих номеров'],
  [/^is not a field that is known here$/, 'такого поля здесь нет'],
  // What the text of a notice is held to.
  [/^has nothing that can be spoken\. .+$/, 'здесь нечего произнести: напишите, что случилось'],
  [
    /^takes ([\d.]+) s to speak\. Shorten it to (\d+) s, .+$/,
    'звучит $1 с: сократите до $2 с, это слов восемнадцать',
  ],
  [/^an invisible character .+$/, 'невидимый знак, его нельзя произнести: удалите его'],
  [/^"(.+)" advertises .+$/, '«$1»: реклама или отсылает прочь; скажите, что происходит на этой линии'],
  [/^"(.+)" sends the caller away\..+$/, '«$1» отсылает прочь; скажите, что происходит на этой линии'],
  [
    /^"(.+)" tells the caller nothing\. .+$/,
    '«$1» ни о чём не говорит; скажите, что изменилось и что делается',
  ],
  [/^"(.+)" apologises .+$/, '«$1»: извинение без сведений; скажите, что делается и до какого времени'],
  [/^"(.+)" promises no time\. .+$/, '«$1» не называет времени; назовите его'],
  [/^"(.+)" makes a machine pass .+$/, '«$1»: машина выдаёт себя за человека; говорите «мы»'],
  // What is said where nothing else was written (src/api/unsaid-faults.ts).
  [/^is missing$/, 'не указано'],
  [/^must be a list$/, 'нужен список'],
  [/^must be a (?:whole )?number$/, 'нужно число'],
  [/^must be an object$/, 'нужен объект'],
  [/^must be text$/, 'нужен текст'],
  [/^must (?:be|have) at most (\S+).*$/, 'слишком много: самое большее $1'],
  [/^must (?:be|have) at least (\S+).*$/, 'слишком мало: самое меньшее $1'],
];

/** The Russian for it; what is not known stays as the server said it. */
export function faultInRussian(message: string): string {
  const known = FAULTS.find(([english]) => english.test(message));
  return known === undefined ? message : message.replace(...known);
}
