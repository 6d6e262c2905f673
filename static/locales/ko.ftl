# 한국어 RNN Flow. 언어마다 파일 하나, 서버와 브라우저가 같이 읽는다.
language-name = 한국어
page-title = RNN Flow: 순환 신경망이 문장을 읽는 모습
page-description = 문장을 입력하면 순환 신경망이 한 단어씩 읽고, 기울기가 시간을 거슬러 돌아가는 모습이 보입니다. 모든 수는 실제로 계산한 값입니다.
skip = 그림으로 건너뛰기
languages = 언어
noscript = 그림에는 JavaScript가 필요합니다. 숫자만 보려면 /step에 요청하세요.

## 조작
field-sentence = 문장
hint-sentence = 문장을 입력하세요
count = { $unit ->
    [char] { $n }글자
    [jamo] { $n }자모
   *[word] { $n }단어
}
field-cell = 셀
hint-cell-rnn = 기본 순환 신경망 (Elman, 1990)
hint-cell-gru = 게이트 순환 유닛 (Cho 외, 2014)
hint-cell-lstm = 장단기 메모리 (Hochreiter·Schmidhuber, 1997)
field-hidden-size = 은닉 크기
hint-hidden-size = 은닉 상태 h를 이루는 수의 개수
field-input-size = 입력 크기
hint-input-size = 단어 벡터 x를 이루는 수의 개수
field-seed = 시드
hint-seed = 모든 가중치가 이 수에서 나옵니다. 시드가 같으면 같은 신경망입니다
field-objective = 손실
hint-objective = 신경망에 무엇을 묻는가. 기울기가 여기서 출발합니다
objective-recall = 첫 단어 기억하기
objective-next-token = 다음 단어 맞히기
objective-sum = 마지막 h의 합
field-tokenizer = 한 시점에 읽는 것
hint-tokenizer = 문장을 무엇으로 나누는가
tokenizer-word = 단어(어절)
tokenizer-char = 글자
tokenizer-jamo = 자모
field-nonlinearity = 활성화 함수 (RNN)
hint-nonlinearity = 기본 RNN 안에서 합을 구부리는 함수
nonlinearity-tanh = tanh
nonlinearity-relu = ReLU
field-spectral-radius = Wₕ의 스펙트럼 반지름
hint-spectral-radius = Wₕ를 이 반지름에 맞춥니다. 1보다 작으면 기울기가 소실되기 쉽고, 1보다 훨씬 크면 폭발하기 쉽습니다
automatic = 그대로
more = 더 보기…
field-recurrent-init = Wₕ를 뽑는 방법
hint-recurrent-init = 순환 가중치의 시작: 고르게, 길이를 지키게, 또는 커졌다가 사라지게
recurrent-init-uniform = 고르게 (PyTorch)
recurrent-init-orthogonal = 직교 행렬
recurrent-init-non-normal = 비정규 행렬
field-forget-bias = 망각 편향 (LSTM)
hint-forget-bias = 망각 게이트의 편향에 더합니다. +1이나 +3이면 LSTM이 처음부터 기억을 지킵니다
field-target = 어느 단어를 묻는가
hint-target = 기억하기가 묻는 단어의 시점, 0부터 셉니다
field-loss-at = 손실의 시점
hint-loss-at = 손실을 재는 시점, 0부터 셉니다. 그 뒤로는 아무것도 흐르지 않습니다
as-drawn = 0
the-first = 첫 단어
the-last = 마지막
more-title = 신경망 자세히 정하기

## 시간 축
timeline = 시간 축
play = 재생
pause = 멈춤
key-play = 재생 또는 멈춤 (스페이스)
step-back = 한 단계 뒤로
key-step-back = 한 단계 뒤로 (←), Shift와 함께 누르면 한 국면
step-on = 한 단계 앞으로
key-step-on = 한 단계 앞으로 (→), Shift와 함께 누르면 한 국면
speed = 속도
forward = 순전파
backward = 역전파
timeline-value = { $label }: { $text }
overview-state = 유닛 { $unit } · “{ $token }” · { $value }
overview-gradient = 유닛 { $unit } · “{ $token }” · 기울기 { $value }
overview-norm = “{ $token }” · 기울기 { $value }

## 단계마다 일어나는 일
step-forward = STEP { $n }
step-backward = BACK { $n }
caption-enter-first = { JOSA($token, form: "가/이", quote: "yes") } A로 들어갑니다. 아직 기억할 것이 없어 { $before }은 모두 0입니다.
caption-enter = { JOSA($token, form: "와/과", quote: "yes") } { JOSA($before, form: "가/이") } A로 들어갑니다. 새 단어는 아래에서, 기억은 왼쪽에서 옵니다.
caption-give = A가 { JOSA($h, form: "를/을") } 내놓습니다. 벡터는 하나, 사본은 둘: 하나는 위로 나가고, 같은 것이 { JOSA($next, form: "로/으로", quote: "yes") } 이어집니다.
caption-give-last = A가 { JOSA($h, form: "를/을") } 내놓습니다. 벡터는 하나, 사본은 둘: 하나는 위로 나가고, 같은 것이 손실 L로 갑니다.
caption-loss-recall = 손실은 { $h }에게 첫 단어 { JOSA($first, form: "를/을", quote: "yes") } 묻습니다. L = { $loss }. 그 기울기가 왼쪽으로 출발합니다.
caption-loss-next-token = 손실은 모든 상태에게 다음 단어를 묻습니다. L = { $loss }. 기울기는 시점마다 들어와 왼쪽으로 흐릅니다.
caption-loss-certain = 아는 단어가 하나뿐이라 틀릴 답이 없습니다. L = 0이고 기울기도 흐르지 않습니다. 단어를 더 입력해 보세요.
caption-loss-recall-word = 손실은 { $h }에게 단어 { JOSA($first, form: "를/을", quote: "yes") } 묻습니다. L = { $loss }. 그 기울기가 왼쪽으로 출발합니다.
caption-loss-next-one = 손실은 { $h }에게만 다음 단어 { JOSA($next, form: "를/을", quote: "yes") } 묻습니다. L = { $loss }. 그 기울기가 왼쪽으로 출발합니다.
caption-loss-earlier = 손실은 “{ $at }”의 { $h }에서 쟀습니다. 뒤에 오는 것은 손실을 바꿀 수 없으니 { $here }에는 기울기가 오지 않습니다.
caption-loss-sum = 손실은 { $h }의 합입니다. L = { $loss }. 유닛마다 1인 기울기가 왼쪽으로 출발합니다.
caption-back-rnn = 기울기가 “{ $token }”에서 { JOSA($before, form: "로/으로", quote: "yes") } 돌아갑니다. 성분마다 { $slope }을 곱한 다음, 모두에 Wₕᵀ를 곱합니다. { $change ->
    [thinner] 가늘어집니다: { $ratio }.
    [wider] 굵어집니다: { $ratio }.
   *[gone] 아무것도 남지 않습니다.
}
caption-back-gated = 기울기가 “{ $token }”에서 { JOSA($before, form: "로/으로", quote: "yes") } 돌아갑니다. 일부는 게이트의 미분과 Wᵀ를 거치고, 일부는 행렬을 비켜 갑니다. { $change ->
    [thinner] 가늘어집니다: { $ratio }.
    [wider] 굵어집니다: { $ratio }.
   *[gone] 아무것도 남지 않습니다.
}
caption-back-end = 기울기가 문장의 처음 “{ $token }”에 닿았습니다. { $h }에서 출발한 것의 { $ratio }입니다.
caption-back-end-gone = 기울기가 문장의 처음 “{ $token }”에 닿았지만, 아무것도 남지 않았습니다.
caption-back-only = 단어 하나, 시점 하나: { $h }의 기울기가 전부입니다.
ratio-part = 1/{ $n }
ratio-times = { $n }배

## 그림의 말
views = 얼마나 가까이 볼까
view-sentence = 글
hint-view-sentence = 문장 자체. 단어마다 남긴 상태로 칠합니다 (−)
view-rolled = 고리
hint-view-rolled = 셀 하나와 그 고리: 모든 시점에 같은 가중치
view-unrolled = 사슬
hint-view-unrolled = 펼친 고리: 단어마다 셀의 사본 하나
view-cell = 안쪽
hint-view-cell = 재생 위치의 셀을 엽니다 (+)
legend-value = 값
legend-gradient = 기울기
legend-size = 크기
legend-gate = 게이트
shade = 칠하는 기준
hint-shade = 단어의 색이 무엇을 뜻하는지 고릅니다
shade-flow = 유닛, 그다음 기울기
shade-norm = 상태의 크기 ‖h‖
shade-unit = h의 유닛 하나
shade-gradient = 기울기 ‖∂L/∂h‖
shade-r = 리셋 게이트 r의 평균
shade-z = 업데이트 게이트 z의 평균
shade-i = 입력 게이트 i의 평균
shade-f = 망각 게이트 f의 평균
shade-o = 출력 게이트 o의 평균
shade-which = 유닛
hint-unit = h의 몇 번째 수를 볼지 고릅니다
text-region = 글. 엔터를 누르면 재생 위치의 단어가 사슬에서 열립니다.
text-norm = “{ $token }” · ‖{ $h }‖ = { $value }
text-unit = “{ $token }” · { $h }의 유닛 { $unit } = { $value }
text-gradient = “{ $token }” · 기울기 { $value }
text-gate = “{ $token }” · { $gate }의 평균 = { $value }
text-ahead = “{ $token }” · 아직 읽지 않음

## 패널
inside-title = A의 안쪽: “{ $token }”
inside-before = 지금까지의 기억
inside-before-c = 이전 셀 상태
inside-gru-r = 리셋: 기억을 얼마나 볼까
inside-gru-n = 새 후보
inside-gru-z = 업데이트: 옛것을 얼마나 둘까
inside-gru-h = (1 − z) ⊙ n + z ⊙ h
inside-lstm-f = 망각 게이트: 얼마나 남길까
inside-lstm-i = 입력 게이트: 얼마나 쓸까
inside-lstm-g = 무엇을 쓸까
inside-lstm-c = f ⊙ c + i ⊙ g
inside-lstm-o = 출력 게이트: 얼마나 내보일까
inside-lstm-h = o ⊙ tanh(c)
why-rnn = 유닛 { $unit }: { $from }에서 { $to }로 { $way ->
    [rose] 올랐습니다
   *[fell] 내렸습니다
}. 입력이 { $input }, 기억이 { $memory }, 편향이 { $bias }만큼 밀었고, { $f }가 { $a }를 { $to }로 눌렀습니다.
why-gru = 유닛 { $unit }: { $from }에서 { $to }로 { $way ->
    [rose] 올랐습니다
   *[fell] 내렸습니다
}. 옛 값을 { $z } 두고 나머지는 후보 { $n }에서 가져왔습니다. 리셋 게이트는 기억의 { $r }만 들려주었습니다.
why-lstm = 유닛 { $unit }: 셀 상태 c가 { $c0 }에서 { $c1 }로 바뀌었습니다({ $f } 남기고, { $g }의 { $i } 기록). tanh(c)의 { $o }가 h = { $to }로 나옵니다.
gate-r = 리셋 게이트
gate-z = 업데이트 게이트
gate-n = 후보
gate-i = 입력 게이트
gate-f = 망각 게이트
gate-g = 후보
gate-o = 출력 게이트
why-gate = { $name } { $gate }의 유닛 { $unit }: 기억 { $memory }, 입력 { $input }, 편향 { $bias }, 합은 { $a }. σ를 거쳐 { $y } 열립니다.
why-candidate = { $name } { $gate }의 유닛 { $unit }: 기억 { $memory }, 입력 { $input }, 편향 { $bias }, 합은 { $a }. tanh를 거치면 { JOSA($y, form: "가/이") } 됩니다.
why-gate-plain = { $name } { $gate }의 유닛 { $unit }: { $y }. 긴 글은 가중치 없이 옵니다.
why-plain = 유닛 { $unit }: { $from }에서 { JOSA($to, form: "로/으로") } { $way ->
    [rose] 올랐습니다
   *[fell] 내렸습니다
}. 긴 글은 가중치 없이 옵니다.
why-gru-memory = 유닛 { $unit }: 기억이 후보에 하려는 말은 { $value }. 리셋 게이트는 그중 { $r }, { $left }만 들려줍니다.
why-before = { $symbol }의 유닛 { $unit }: { $value }. { JOSA($token, form: "가/이", quote: "yes") } 오기 전의 값입니다.
why-weight = { $source }의 { $index }번 값이 유닛 { $unit }의 { JOSA($part, form: "를/을") } { $product }만큼 밉니다. 합은 모두 { $a }입니다.
why-bias = 편향은 무엇이 들어오든 유닛 { $unit }의 { JOSA($part, form: "를/을") } { $amount }만큼 밉니다. 합은 모두 { $a }입니다.
why-part = 유닛 { $unit }에서 이 몫은 { $product }입니다. 모두 더하면 { $a }입니다.
why-back = 유닛 { $unit }: { $from } = { $arrives }에 { JOSA($factors, form: "를/을") } 곱하면 { $gate }에는 { JOSA($left, form: "가/이") } 남습니다.
why-back-arrives = { $symbol }의 유닛 { JOSA($unit, form: "가/이") } 조금 커지면 손실은 그 { $value }배만큼 달라집니다.
why-back-through = 행렬을 거쳐 { $h }의 유닛 { JOSA($unit, form: "로/으로") } 돌아가는 기울기는 { $value }입니다.
why-back-past = 행렬을 거치지 않는 길: { $gate } = { $open } 덕분에 { $symbol }의 유닛 { $unit }까지 { JOSA($value, form: "가/이") } 그대로 갑니다.
why-back-share = 이 시점이 Wₕ의 [{ $row }, { $column }]에 주는 몫은 { $product }입니다. 지금까지 모인 값은 { $so }입니다.
hint-inside = ↑ ↓ 다른 유닛 · Shift + ↑ ↓ 다른 항 · Page Up, Page Down 다른 벡터
inside-gru-memory = 기억이 후보에 하려는 말
ledger-title = 왜 사라지는가: 기울기 장부
ledger-total = { $from }에서 { $to }까지 { $steps }시점을 돌아가는 동안 기울기는 { $change }배가 되었습니다.
ledger-slope = { $f }: { $gain }배
ledger-weight = Wₕ: { $gain }배
ledger-gates = 미분
ledger-direct-gru = 직접 z ⊙ δ
ledger-direct-lstm = c를 따라
ledger-injected = 시점 손실
ledger-step = “{ $token }”에서 ‖∂L/∂{ $h }‖는 { $norm }입니다. { $f } { $slope }배, Wₕ { $weight }배{ $direct ->
    [none] {""}
   *[other] { $cell ->
        [lstm] {""}, c를 따라 행렬 밖으로 { $direct }
       *[other] {""}, 행렬 밖으로 { $direct }
    }
}. { $before }에서는 { $left }입니다.
ledger-step-only = “{ $token }”에서 ‖∂L/∂{ $h }‖는 { $norm }입니다.
ledger-one = 시점이 하나라 거슬러 갈 길이 아직 없습니다.
ledger-none = 여기서는 상태에 닿는 기울기가 없습니다.
path-title = h가 지나온 길
path-shown = h의 변화 가운데 { $share } %가 이 두 방향에 드러납니다
path-still = h가 변하지 않아 보여 줄 방향이 없습니다
path-axis-1 = 첫째 방향 ({ $share } %)
path-axis-2 = 둘째 방향 ({ $share } %)
path-direction-1 = 첫째 방향
path-direction-2 = 둘째 방향
path-start = 출발점 { $h }의 위치는 ({ $x }, { $y })입니다. 아직 아무것도 읽지 않았습니다.
path-moved = “{ $token }”까지 읽은 { JOSA($h, form: "는/은") } ({ $x }, { $y })에 있습니다. { $before }에서 { $moved }만큼 움직였고, 그중 { $shown }만큼이 여기에 보입니다.
squash-title = { $f } 들여다보기
squash-both = σ′와 tanh′
squash-mean = 평균 { $mean }
squash-tells = { $f }: 값 { $n }개 가운데 { $k }개가 |a| > { $edge }에 있고, 미분값의 평균은 { $mean }{ $f ->
    [tanh] 입니다.
   *[other] (최대 { $steepest })입니다.
}
squash-tells-relu = { $f }: 값 { $n }개 가운데 { $k }개가 0 이하라서 아무것도 돌려보내지 않습니다. 미분값의 평균은 { $mean }입니다.
squash-none = 글이 길어 응답에 활성값이 모두 들어 있지 않습니다. 더 짧은 글이면 어디에 놓이는지 보입니다.

why-title = 기울기는 왜 사라지는가
dial-title = 스펙트럼 다이얼
dial-lead = 기울기는 한 시점 돌아갈 때마다 Wₕᵀ와 곱해집니다. Wₕ의 스펙트럼 반지름 ρ는 여러 시점 뒤에 결국 어떻게 되는지를, 최대 특잇값 σ는 한 시점에 최대 얼마나 커질 수 있는지를 말해 줍니다. ρ를 돌려 보세요.
dial-fades = 결국 사라진다
dial-grows = 결국 커진다
dial-plane = Wₕ의 고윳값
dial-gate = Wₕ에서 어느 게이트의 몫을 볼지
dial-curve = 돌아가는 기울기
dial-most = 커질 수 있는 한계
dial-as-drawn = 그대로
dial-vanishing = 소실
dial-orthogonal = 직교
dial-exploding = 폭발
dial-transient = ρ < 1인데 커진다
dial-hint-as-drawn = PyTorch가 뽑는 그대로의 Wₕ
dial-hint-vanishing = ρ = 0.5: 거의 아무것도 돌아오지 못합니다
dial-hint-orthogonal = Wₕ가 벡터의 길이는 두고 방향만 돌립니다
dial-hint-exploding = ρ = 2.5, 유닛 32개: 활성화 함수가 막지 않는 한 커집니다
dial-hint-transient = 유닛 32개의 비정규 Wₕ: 기울기가 몇 시점 동안 커졌다가 사라질 수 있습니다
dial-waiting = 고윳값을 구하는 중입니다.
dial-one = ρ = { $rho }, σ = { $sigma }. 시점이 하나라 거슬러 갈 길이 아직 없습니다.
dial-shrinks = ρ = { $rho }, σ = { $sigma }: 둘 다 1보다 작습니다. Wₕ는 기울기를 줄이기만 하고 { $f }이 더 줄입니다. { $steps }시점을 돌아가는 동안 { $change }배가 되었습니다.
dial-could = ρ = { $rho }: 1보다 작아서 결국 사라지기 쉽습니다. σ = { $sigma }: 1보다 커서 한 시점에는 커질 수도 있지만, 여기서는 어떤 방향으로도 출발할 때보다 커지지 않습니다. { $steps }시점을 돌아가는 동안 { $change }배가 되었습니다.
dial-grew = ρ = { $rho }: 1보다 작아서 결국 사라지기 쉽습니다. 그러나 σ = { $sigma }: 1보다 커서 먼저 커질 수 있습니다. { $after }시점 뒤에는 최대 { $peak }배까지, 이 기울기는 { $steps }시점 뒤에 { $change }배입니다.
dial-still-grows = ρ = { $rho }: 1보다 작아서 결국 사라지기 쉽습니다. 그러나 σ = { $sigma }: 1보다 커서 먼저 커질 수 있습니다. { $steps }시점으로는 끝까지 보기에 짧습니다. 지금까지 { $change }배가 되었습니다.
dial-turns = ρ = { $rho }, σ = { $sigma }: Wₕ는 기울기의 길이를 지키고 방향만 돌립니다. 줄어든 몫은 { $f }의 것입니다. { $steps }시점을 돌아가는 동안 { $change }배가 되었습니다.
dial-even = ρ = { $rho }: Wₕ는 결국 줄이지도 늘리지도 않습니다. 다만 σ = { $sigma }만큼 한 시점에는 커질 수 있습니다. 나머지는 { $f }에 달렸습니다. { $steps }시점을 돌아가는 동안 기울기는 { $change }배가 되었습니다.
dial-explodes = ρ = { $rho }: 1보다 큽니다. Wₕ만이라면 ρᵏ을 따라 { $steps }시점 뒤 { $alone }배로 커집니다. { $held ->
    [yes] { $f }이 붙잡아 { $change }배가 되었습니다.
   *[no] 실제로는 { $change }배가 되었습니다.
}
dial-gated = 게이트 { $gate }의 Wₕ는 ρ = { $rho }, σ = { $sigma }입니다. 그러나 기울기는 행렬 밖으로도 지나가므로 ρ만으로 정해지지 않습니다. { $steps }시점을 돌아가는 동안 { $change }배가 되었습니다.
longer-why = 문장이 길면 더 잘 보입니다.
longer = 긴 문장 읽기
longer-sentence = 천 년 전 이 돌을 옮겨 놓은 강은 아직도 밤이 되면 처음 떨어지는 법을 배웠던 그 자리를 향해 조용히 몸을 돌린다
memory-title = 얼마나 오래 기억할 수 있을까?
memory-lead = 몇 단어 전의 h가 조금 달랐다면 마지막 h는 얼마나 달라질까요? 그 야코비 행렬의 노름, 곧 남아 있을 수 있는 최대치입니다. 선은 이 신경망, 띠는 같은 방식으로 뽑은 여러 신경망입니다.
memory-seeds = 시드 수
hint-memory-seeds = 띠를 이루는 신경망의 개수. 저마다 다른 시드에서 뽑습니다
memory-axis = { $unit ->
    [char] 몇 글자 전
    [jamo] 몇 자모 전
   *[word] 몇 단어 전
}
memory-this = 이 시드
memory-median = 중앙값
memory-half = 절반
memory-half-life = 이 신경망은 { $n }{ $unit ->
    [char] 글자
    [jamo] 자모
   *[word] 단어
}마다 알던 것의 절반을 잊습니다.
memory-keeps = 이 신경망은 { $steps }{ $unit ->
    [char] 글자
    [jamo] 자모
   *[word] 단어
} 안에서는 알던 것의 절반도 잊지 않습니다.
memory-gone = 이 신경망에는 { $n }{ $unit ->
    [char] 글자
    [jamo] 자모
   *[word] 단어
}보다 앞의 것이 조금도 남지 않습니다.
memory-many = 시드 { $seeds }개의 한가운데는 { $n }, 그중 절반은 { $low }에서 { $high } 사이입니다.
memory-many-never = 시드 { $seeds }개 가운데 적어도 절반은 알던 것의 절반도 잊지 않습니다.
memory-never = 끝없음
memory-point = { $distance } 전 “{ $token }”: 이 신경망에는 { $level }만큼 남았습니다. 시드 { $seeds }개의 절반은 { $low }에서 { $high } 사이입니다.
memory-short = 단어가 이렇게 적으면 잊을 것도 거의 없습니다.
memory-waiting = 여러 시드를 세는 중입니다…
compare-title = 네 셀, 한 문장
compare-lead = 단어도 임베딩도 시드도 같습니다. 게이트는 처방이지 완치가 아닙니다. 첫 단어까지 기울기를 얼마나 되돌려 주는지 셀마다 견주어 보세요.
compare-choose = 이 셀로 페이지 전체를 봅니다
compare-weights = 가중치 { $n }개
compare-left = { $h }에서 { $level }
compare-say = { $h }에 닿은 기울기는 { JOSA($best, form: "가/이") } 가장 크고({ $most }) { JOSA($worst, form: "가/이") } 가장 작습니다({ $least }). { $times }배 차이입니다.
compare-step = “{ $token }”, { $h }: { $list }.
compare-too-long = 네 번 읽기에는 글이 너무 깁니다. 글을 줄이거나 은닉 크기를 줄이면 견줄 수 있습니다.
highway-title = 행렬을 비켜 가는 길
highway-as-drawn = PyTorch 그대로
highway-say = { $cell ->
    [lstm] LSTM: 망각 게이트만 따라가면 { $from }에서 { $to }까지 { $gates }(한 시점에 많아야 { $keep }), 모든 길을 합치면 { $all }입니다.
   *[gru] GRU: 업데이트 게이트만 따라가면 { $from }에서 { $to }까지 { $gates }(한 시점에 많아야 { $keep }), 모든 길을 합치면 { $all }입니다.
}
highway-none = { $cell ->
    [lstm] LSTM: 길은 여기서 시작합니다.
   *[gru] GRU: 길은 여기서 시작합니다.
}
whatif-title = 만약에…
whatif-lead = 이미 일어난 일을 바꾸고 신경망이 이어서 읽게 해 보세요. 바꾼 것은 앞으로, 기울기는 뒤로 흐르지만 둘 다 같은 야코비 행렬을 지납니다. 위의 무대는 원래 그대로입니다.
whatif-steps = 바꿀 시점
whatif-unit = { $h }의 유닛 { $unit } = { $value }
whatif-keys = 막대를 위아래로 끌기 · ↑ ↓ (Shift: 곱게) · ← → 다른 유닛 · Esc 되돌리기
whatif-off = 여기부터 유닛 { $unit } 끄기
whatif-hold = 여기부터 값 붙들기
whatif-token = 이 자리에 다른 단어
whatif-replace = 바꾸기
whatif-sentence = 다른 문장의 상태, 그 문장의 단어 다음
whatif-after = 그 문장의 어느 단어 다음인가
whatif-plant = 옮겨 심기
whatif-edits = 바꾼 것
whatif-none = 아직 바꾼 것이 없습니다. 막대를 끌거나 단어를 바꿔 보세요.
whatif-reset = 모두 되돌리기
whatif-remove = 되돌리기: { $edit }
whatif-waves = 앞으로 가는 변화, 뒤로 오는 기울기 (log₁₀)
whatif-effect = { $h }의 유닛 { JOSA($unit, form: "가/이") } 손실에 하는 일
whatif-predicted = 예측
whatif-true = 실제
whatif-edit-token = “{ $from }” → “{ $to }”
whatif-edit-set = { $h } 유닛 { $unit } = { $value }
whatif-edit-off = { $h }부터 유닛 { $unit } 꺼짐
whatif-edit-hold = { $h }부터 유닛 { $unit } = { $value } 고정
whatif-edit-from = { $h } ← “{ $sentence }”
whatif-say-none = 보라색 직선은 해 보지 않고도 기울기가 말해 주는 것, 짙은 곡선은 실제로 일어나는 일입니다. 원래 값 가까이에서는 둘이 하나입니다.
whatif-say-nothing = 이 변화로 달라지는 상태가 없습니다.
whatif-say-here = ‖Δh‖는 { $from }에서 { $start }입니다.
whatif-say-way = ‖Δh‖는 { $from }에서 { $start }, { $to }에서 { $end }입니다.
whatif-say-both = δᵀΔh가 예측한 손실의 변화는 { $predicted }, 실제 변화는 { $change }입니다. { $near ->
    [nothing] 둘 다 배정밀도로는 0과 구별되지 않습니다. 여기서 일어난 일은 손실에 닿지 않습니다.
    [yes] 이만큼 작은 변화는 거의 직선이라 기울기가 알고 있었습니다.
   *[no] 기울기는 작은 변화만 압니다. 덜 바꿀수록 둘은 가까워집니다.
}
whatif-too-long = 여기서 바꿔 보기에는 너무 깁니다. 글을 줄이거나 은닉 크기를 줄여 보세요.
trust-title = 믿지 말고 확인하세요
trust-lead = 서버가 모든 상태와 모든 종류의 가중치를 조금씩 흔들어, 손실이 기울기가 말한 대로 움직이는지 봅니다. 신경망을 통째로 가져가 PyTorch에 물어봐도 됩니다.
trust-check = 유한 차분으로 확인
trust-script = PyTorch로 복사
trust-weights = 가중치 (safetensors)
trust-curl = curl로 복사
hint-trust-check = 상태와 가중치를 흔들고, 손실을 기울기의 예측과 견줍니다
hint-trust-script = 바로 이 신경망을 PyTorch로 만들고 이 수들을 단언하는 스크립트
hint-trust-weights = 신경망의 state_dict 파일
hint-trust-curl = 이 페이지 뒤의 요청을 터미널로
trust-alarm = 이 선 위라면 잘못된 것
trust-say = 기울기와 유한 차분 사이의 상대 오차, 10의 거듭제곱.
trust-checking = 흔들어 보는 중…
trust-good = { $steps }시점과 모든 가중치를 { $probes }번 흔들었습니다. 가장 큰 상대 오차는 { $worst }입니다.
trust-bad = { $probes }번 흔들었습니다. 가장 큰 상대 오차가 { $worst }입니다. 너무 큽니다. 알려 주세요.
trust-beyond = { $probes }번 흔들었지만, 여기의 기울기는 모두 유한 차분이 닿지 않는 크기입니다.
trust-refused = { $why }
trust-copied = 복사했습니다. { $weights ->
    [file] 스크립트 옆에 weights.safetensors를 두세요
   *[inline] 가중치가 모두 들어 있습니다
}. 모든 h와 기울기 노름을 단언합니다.
trust-curl-copied = 복사했습니다. 터미널에서 같은 수가 나옵니다.

## 한글 실험실
lab-title = 한 문장, 세 가지로 자르기
lab-lead = 같은 글을 어절, 글자, 자모로 읽습니다. 잘게 자를수록 기울기는 같은 거리를 더 많은 시점에 걸쳐 지나갑니다. 기울기를 사라지게 하는 것은 글의 길이가 아니라 시점의 수입니다.
lab-text = 여기서 읽을 문장
lab-read = 페이지 전체에서 읽기
hint-lab-read = 이 문장을 페이지의 문장으로 삼습니다
lab-grain-word = 어절
lab-grain-char = 글자
lab-grain-jamo = 자모
lab-count = { $grain ->
    [char] 글자 { $n }개
    [jamo] 자모 { $n }개
   *[word] 어절 { $n }개
}
lab-say = { $counts }: 문장의 처음까지 닿는 기울기는 { $levels }입니다.{ $known ->
    [yes] {" "}한 시점을 지날 때마다 곱해지는 수는 대략 { $each }. 한 시점에 글을 얼마나 읽는지와는 거의 상관이 없습니다.
   *[no] {""}
}
lab-here = { $grain ->
    [char] 글자
    [jamo] 자모
   *[word] 어절
} “{ $token }” { $level }
lab-korean = 한국어 문장
lab-english = 영어 문장
lab-korean-honorific = 할머니께서는 어제 시장에서 사 오신 사과를 우리에게 나누어 주셨다
lab-korean-honorific-why = 맨 끝 ‘주셨다’의 ‘시’는 맨 처음의 ‘할머니께서는’을 높입니다. 둘이 만나려면 그 사이를 모두 건너야 합니다.
lab-korean-relative = 내가 어릴 때 살던 집 앞에 아이들이 심은 나무가 지붕보다 높다
lab-korean-relative-why = 꾸미는 말이 ‘집’과 ‘나무’보다 먼저 나옵니다. 무엇에 대한 말인지는 다 읽고 나서야 압니다.
lab-korean-negation = 나는 네가 어제 그 책을 끝까지 다 읽었다고는 생각하지 않는다
lab-korean-negation-why = 아니라는 말은 맨 끝 ‘않는다’에 와서야 나옵니다. 앞에서 읽은 것이 모두 뒤집힙니다.
lab-korean-garden = 민수가 피자를 먹은 친구에게 전화를 걸었다
lab-korean-garden-why = ‘피자를’까지는 민수가 먹는 줄 압니다. ‘먹은 친구’가 나오면 처음부터 다시 읽어야 합니다.
lab-korean-list = 할아버지는 사과와 배와 감과 귤과 포도와 딸기를 바구니에 담으셨다
lab-korean-list-why = 주어와 서술어 사이에 과일 여섯 가지가 끼어 있습니다. 과일을 지우면 ‘할아버지는’에 얼마나 남는지 견주어 보세요.
lab-english-agreement = the keys to the old cabinet in the room behind the kitchen are gone
lab-english-agreement-why = are의 짝은 가까이 있는 cabinet, room, kitchen이 아니라 멀리 있는 복수 명사 keys입니다.
lab-english-relative = the cat that the dog that the child fed chased ran away
lab-english-relative-why = 관계절 속에 또 관계절이 있습니다. 첫 명사 cat은 마지막 동사 ran을 기다립니다.
lab-english-negation = i have read every page of this long book and believed it not at all
lab-english-negation-why = 앞에서 품게 한 기대를 맨 끝의 not at all이 거두어들입니다.
lab-english-garden = the old man the boats while the young sleep
lab-english-garden-why = 여기서 man은 ‘배에 타서 부리다’라는 동사입니다. 명사로 읽었다면 되돌아가야 하고, 기울기도 그렇습니다.
lab-english-list = the box with the apples pears plums grapes figs and dates is empty
lab-english-list-why = is의 주어는 box인데, 그 사이에 과일 여섯 가지가 끼어 있습니다.

## 페이지 아래
footer-json = 이 숫자를 JSON으로
footer-docs = API
footer-promise = 이 페이지의 모든 수는 입력한 문장으로 계산한 값입니다. 그려 넣은 수는 없습니다.
footer-keys = 스페이스 재생 · ← → 한 단계 · Shift + ← → 한 국면 · Home · End

## 페이지에서 생길 수 있는 문제
problem-unreachable = 서버가 응답하지 않습니다. 마지막 그림을 그대로 둡니다.

### Errors
# 잘못의 종류마다 한 문장: 무엇이 와야 하고 무엇이 왔는지. { $field }는 /step의 필드 이름이다.

error-missing = { $field } 값이 없습니다.
error-extra-forbidden = 모르는 필드입니다: { $field }. 쓸 수 있는 필드: { $known }.
error-repeated = { $field } 값이 여러 번 나옵니다. 한 번만 적어 주세요.
error-post-only = { $field } 값은 POST로만 보낼 수 있습니다.
error-too-many-fields = 주소에는 필드를 { $limit }개까지 쓸 수 있습니다.
error-integer = { $field } 값은 { $min }부터 { $max }까지의 정수여야 합니다. 받은 값: { $input }
error-number = { $field } 값은 { $min }부터 { $max }까지의 수여야 합니다. 받은 값: { $input }
error-choice = { $field } 값은 { $choices } 가운데 하나여야 합니다. 받은 값: { $input }
error-string = { $field } 값은 글자여야 합니다. 받은 값: { $input }
error-array = { $field } 값은 목록이어야 합니다. 받은 값: { $input }
error-object = { $field } 값은 {"{"}"h": [0.1, 0.2]{"}"}처럼 유한한 수의 목록이어야 합니다. 받은 값: { $input }
error-empty-sentence = 문장에 토큰이 없습니다. 단어를 하나 이상 입력해 주세요.
error-control-character = 문장의 { $place }번째 자리(0부터 셈)에 제어 문자 { $character }가 있습니다. 탭과 줄바꿈만 쓸 수 있습니다.
error-string-too-long = { $field } 길이는 { $max_length }자까지입니다. 받은 길이: { $count }자
error-too-many-tokens = 문장의 토큰은 { $limit }개까지입니다. 받은 토큰: { $count }개
error-too-much-work = 계산량이 너무 많습니다. { $formula } = { $work }인데 한도는 { $limit }입니다. 문장을 줄이거나 hidden_size를 낮추거나 include를 줄여 주세요.
error-relu-needs-rnn = nonlinearity=relu는 cell=rnn에서만 쓸 수 있습니다. 받은 cell: { $input }
error-forget-bias-needs-lstm = forget_bias는 cell=lstm에서만 쓸 수 있습니다. 받은 cell: { $input }
error-not-a-step = { $field } 값은 문장 안의 단계여야 합니다. 0부터 { $last }까지 쓸 수 있습니다. 받은 값: { $input }
error-not-a-unit = { $field } 값은 유닛 번호여야 합니다. 0부터 { $last }까지 쓸 수 있습니다. 받은 값: { $input }
error-not-one-token = { $field } 값은 { $tokenizer } 토크나이저의 토큰 하나여야 합니다. 받은 값: { $input }
error-edits = edits 값은 1개부터 100개까지의 변경 목록이어야 합니다. 변경은 {"{"}"t": 2, "token": "girl"{"}"}, {"{"}"t": 2, "unit": 0, "set": 0.5{"}"} 또는 "clamp", {"{"}"t": 2, "h": [0.1, 0.2]{"}"}, {"{"}"t": 2, "from": {"{"}"sentence": "we are", "t": 1{"}"}{"}"} 가운데 하나입니다. 받은 값: { $input }
error-no-next-token = 마지막 단계 { $t } 다음에는 토큰이 없습니다. objective=next-token에서 loss_at은 그보다 앞선 단계여야 합니다.
error-target-needs-recall = target은 objective=recall에서만 쓸 수 있습니다. 받은 objective: { $input }
error-state-length = { $field }에는 hidden_size와 같은 { $expected }개의 수가 있어야 합니다. 받은 개수: { $got }개
error-state-parts = 이 셀의 state에는 { $expected } 값이 있어야 합니다. 받은 것: { $got }
error-out-of-range = t = { $t }에서 { $name } 값이 배정밀도 실수의 범위를 벗어납니다. spectral_radius를 낮추거나 문장을 줄여 주세요.
error-not-finite = 이 state로는 { $name } 값이 배정밀도 실수의 범위를 벗어납니다. 더 작은 수를 보내 주세요.
error-no-spectral-radius = 이 seed의 순환 가중치는 고윳값이 모두 0이어서 spectral_radius { $input }에 맞출 수 없습니다. 다른 seed를 써 주세요.
error-refused = 이 신경망은 계산할 수 없습니다: { $reason }
error-not-utf8 = 주소는 UTF-8을 퍼센트 인코딩한 것이어야 합니다.
error-json-invalid = 본문이 올바른 JSON이 아닙니다: { $reason }
error-not-an-object = 본문은 JSON 객체여야 합니다. 받은 값: { $input }
error-wrong-content-type = 본문은 Content-Type: application/json으로 보내야 합니다. 받은 값: { $input }
error-body-too-large = 본문은 { $limit }바이트까지입니다.
error-body-too-slow = 본문이 { $seconds }초 안에 도착하지 않았습니다.
error-query-too-long = 쿼리 문자열은 { $limit }바이트까지입니다. 받은 길이: { $count }바이트. 긴 문장은 POST로 보내 주세요.
error-overloaded = 서버가 다른 큰 요청을 처리하고 있습니다. { $seconds }초 뒤에 다시 시도해 주세요.
