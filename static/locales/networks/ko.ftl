# 함께 들어 있는 신경망의 소개. 서버만 읽는 파일이다.
network-size = { $cell }, 유닛 { $units }개, 수 { $numbers }개
network-licence-own = RNN Flow의 코드로 만든 데이터, 코드와 같은 MIT
network-licence-public-domain = 퍼블릭 도메인
network-licence-statute = 법령: 저작권법 제7조에 따라 보호받지 않는 저작물

network-recall-lstm-title = 서른 글자 뒤에도: LSTM
network-recall-lstm-task = 글자 31개를 읽은 뒤 첫 글자를 말합니다.
network-recall-lstm-data = a부터 h까지의 글자를 무작위로 뽑은 것
network-recall-lstm-score = 첫 글자 { $examples }개 가운데 { $value }%를 맞혔습니다. 찍으면 { $chance }%입니다.
network-recall-lstm-look-for = 셀 상태 c의 { $size }칸 가운데 { $units }칸이 끝까지 첫 글자를 붙들고 있습니다. 그동안 이 칸들의 망각 게이트는 평균 { $forget }만큼 열려 있습니다. 서른 단계를 거슬러 가는 동안 기울기는 10의 { $lost }제곱분의 1로 줄어듭니다.

network-recall-rnn-title = 서른 글자 뒤에는: 기본 RNN
network-recall-rnn-task = 글자 31개를 읽은 뒤 첫 글자를 말합니다.
network-recall-rnn-data = a부터 h까지의 글자를 무작위로 뽑은 것
network-recall-rnn-score = 첫 글자 { $examples }개 가운데 { $value }%를 맞혔습니다. 찍으면 { $chance }%입니다.
network-recall-rnn-look-for = LSTM과 같은 방법으로 셀만 바꾸어 가르쳤지만 거의 아무것도 배우지 못했습니다. 강물을 보세요. 서른 단계를 거슬러 첫 글자까지 가는 동안 기울기가 10의 { $lost }제곱분의 1로 줄어듭니다.

network-parity-title = 홀수일까 짝수일까
network-parity-task = 비트를 하나 읽을 때마다, 지금까지 나온 1이 홀수 개인지 말합니다.
network-parity-data = 무작위로 뽑은 비트
network-parity-score = 비트 200개짜리 열에서 답 { $examples }개 가운데 { $value }%를 맞혔습니다. 찍으면 { $chance }%입니다.
network-parity-look-for = 유닛 { $unit }번은 1을 읽을 때마다 뒤집히고 0을 읽으면 그대로 있습니다. 홀짝과의 상관 계수는 { $r }입니다. 비트 { $trained }개로 배웠는데 { $tested }개를 읽어도 틀리지 않습니다.

network-brackets-title = 열린 괄호는 몇 개?
network-brackets-task = 괄호를 하나 읽을 때마다, 지금 열려 있는 괄호의 수를 말합니다.
network-brackets-data = 두 종류의 괄호가 일곱 겹까지 열리고 닫히는, 무작위로 뽑은 열
network-brackets-score = 답 { $examples }개 가운데 { $value }%를 맞혔습니다. 가장 흔한 답만 말하면 { $likeliest }%, 찍으면 { $chance }%입니다.
network-brackets-look-for = 셀 상태 c의 { $cell }번 칸이 셉니다. 괄호가 하나 열리면 약 { $step }만큼 움직이고, 닫히면 되돌아옵니다. 깊이와의 상관 계수는 { $of_cell }입니다. h에서는 유닛 { $unit }번이 깊이를 가장 잘 따라가며 상관 계수는 { $r }입니다.

network-grammar-title = 아무도 알려 주지 않은 품사
network-grammar-task = 단어를 하나 읽을 때마다 다음 단어를 말합니다.
network-grammar-data = 단어와 부호 37개로 된 작은 문법이 만든 영어 문장
network-grammar-score = 단어 { $examples }개에서 퍼플렉시티 { $value }. 단어의 빈도만 알면 { $unigram }, 아무리 잘해도 { $best } 아래로는 내려갈 수 없습니다.
network-grammar-look-for = 명사가 무엇인지 아무도 알려 주지 않았습니다. 그래도 단어 { $words }개 가운데 { $same }개는 가장 가까운 벡터가 같은 품사의 단어입니다. “the dog that the girls see …”처럼 절이 끼어도 문장 { $clauses }개의 { $agreement }%에서 동사의 단수와 복수를 옳게 예상합니다. 그때까지 유닛 { $unit }번이 수를 기억하며 상관 계수는 { $r }입니다.

network-novel-en-title = 영어 소설을 한 글자씩
network-novel-en-task = 글자를 하나 읽을 때마다 다음 글자를 말합니다.
network-novel-en-data = 제인 오스틴의 《오만과 편견》(1813) 1장부터 12장까지, 영어 원문
network-novel-en-score = 배운 적 없는 마지막 십분의 일, 글자 { $examples }개에서 글자마다 { $value }비트. 글자의 빈도만 알면 { $unigram }비트, 두 글자씩의 빈도를 알면 { $bigram }비트가 듭니다.
network-novel-en-look-for = 모음이 무엇인지 아무도 알려 주지 않았는데 유닛 { $unit }번이 모음인지 아닌지를 따라갑니다. 상관 계수는 { $r }입니다. q 다음에는 { $u }%의 확률로 u를 예상합니다.

network-statute-ko-title = 헌법을 자모 하나씩
network-statute-ko-task = 자모를 하나 읽을 때마다 다음 자모를 말합니다.
network-statute-ko-data = 대한민국헌법(1987) 전문과 제1조부터 제39조까지
network-statute-ko-score = 배운 적 없는 마지막 십분의 일, 자모 { $examples }개에서 자모마다 { $value }비트. 자모의 빈도만 알면 { $unigram }비트, 두 개씩의 빈도를 알면 { $bigram }비트가 듭니다.
network-statute-ko-look-for = 음절이 어떻게 이루어지는지 배웠습니다. 다음이 모음인지 아닌지를 { $vowel }% 맞힙니다. 유닛 { $unit }번에 가장 잘 나타나며 상관 계수는 { $r }입니다.

network-sentiment-en-title = 영어로 좋다는 말일까
network-sentiment-en-task = 마지막 단어에서, 좋다는 말(1)인지 나쁘다는 말(0)인지 고릅니다.
network-sentiment-en-data = 정해진 틀로 만든 합성 문장: not, but, although가 들어 있는 영어 평가
network-sentiment-en-score = 배운 적 없는 평가 { $examples }개 가운데 { $value }%를 맞혔습니다. 좋은 말과 나쁜 말을 세기만 하면 { $counting }%, 찍으면 { $chance }%입니다.
network-sentiment-en-look-for = “the food was good”은 { $plain }%, “the food was not good”은 { $negated }%의 확률로 좋다는 말이라고 합니다. 마지막 단어에서 유닛 { $unit }번에 결론이 있으며, 좋음과의 상관 계수는 { $r }입니다.

network-sentiment-ko-title = 좋다는 말일까
network-sentiment-ko-task = 마지막 어절에서, 좋다는 말(1)인지 나쁘다는 말(0)인지 고릅니다.
network-sentiment-ko-data = 정해진 틀로 만든 합성 문장: ‘-지 않았다’와 ‘-지만’이 들어 있는 평가
network-sentiment-ko-score = 배운 적 없는 평가 { $examples }개 가운데 { $value }%를 맞혔습니다. 좋은 말과 나쁜 말을 세기만 하면 { $counting }%, 찍으면 { $chance }%입니다.
network-sentiment-ko-look-for = “음식이 좋았다”는 { $plain }%, “음식이 좋지 않았다”는 { $negated }%의 확률로 좋다는 말이라고 합니다. 마지막 어절에서 유닛 { $unit }번에 결론이 있으며, 좋음과의 상관 계수는 { $r }입니다.

network-sunspots-title = 내년의 태양 흑점
network-sunspots-task = 한 해를 읽을 때마다 다음 해의 수를 말합니다.
network-sunspots-data = 1700년부터 2008년까지 해마다의 평균 흑점 수 (미국 국립지구물리자료센터)
network-sunspots-score = 배운 적 없는 1948년부터 2008년까지 { $examples }년에서 흑점 { $value }개만큼 빗나갑니다(제곱평균제곱근). ‘올해만큼’이라고 하면 { $persistence }개, 두 해를 가장 잘 더하면 { $linear }개만큼 빗나갑니다.
network-sunspots-look-for = 배운 적 없는 1948년부터 2008년까지, { $way }%의 해에 흑점이 늘지 줄지를 맞혔습니다. 유닛 { $unit }번이 그 방향을 가장 잘 따라가며 상관 계수는 { $r }입니다.
