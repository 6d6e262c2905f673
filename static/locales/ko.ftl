# 한국어 RNN Flow. 언어마다 파일 하나, 서버와 브라우저가 같이 읽는다.
language-name = 한국어
language-share = 이 페이지의 { $n }%는 이 언어로, 나머지는 영어로 되어 있습니다.
page-title = RNN Flow: 순환 신경망이 문장을 읽는 모습
page-description = 문장을 입력하면 순환 신경망이 한 단어씩 읽고, 기울기가 시간을 거슬러 돌아가는 모습이 보입니다. 모든 수는 실제로 계산한 값입니다.
skip = 그림으로 건너뛰기
languages = 언어
too-old = 이 브라우저는 너무 오래되어 그림을 보여 줄 수 없습니다. Chrome, Edge, 웨일 109, Firefox 115, Safari 15.4 또는 그 이후 버전이 필요합니다.

## 조작
field-sentence = 문장
hint-sentence = 문장을 입력하세요
count = { $unit ->
    [char] { $n }글자
    [jamo] { $n }자모
    [id] 번호 { $n }개
   *[word] { $n }단어
}
unit-name = { $unit ->
    [char] 글자
    [jamo] 자모
    [id] 번호
   *[word] 단어
}
count-unlinked = { count }, 링크에 담기지 않습니다
numbers-lost = 이 링크의 가중치나 입력값은 너무 길어 링크에 담기지 못했습니다. 값을 다시 붙여 넣으면 그 그림이 보입니다.
text-lost = 이 링크의 글은 너무 길어 링크에 담기지 못했습니다. 글을 여기에 붙여 넣으면 그 그림이 보입니다.
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
field-objective = 맞힐 것
hint-objective = 무엇을 물을지 정합니다. 기울기가 여기서 출발합니다
objective-recall = 첫 단어 기억하기
objective-next-token = 다음 단어 맞히기
objective-sum = 마지막 h의 합
objective-forecast = 다음 수 예측하기
objective-label = 분류하기
field-tokenizer = 한 시점에 읽는 것
hint-tokenizer = 문장을 나누는 단위
tokenizer-word = 단어
tokenizer-char = 글자
tokenizer-jamo = 자모
field-nonlinearity = 활성화 함수 (RNN)
hint-nonlinearity = 기본 RNN 안에서 합에 씌우는 함수. 없으면 교과서의 유도처럼 h가 행렬 거듭제곱의 합이 됩니다
nonlinearity-tanh = tanh
nonlinearity-relu = ReLU
nonlinearity-identity = 없음 (선형)
field-spectral-radius = Wₕ의 스펙트럼 반지름
hint-spectral-radius = Wₕ를 이 반지름으로 맞춥니다. 1보다 작으면 Wₕ만으로는 결국 사라지고, 1보다 크면 커집니다
automatic = 뽑은 그대로
more = 더 보기…
settings-open = 셀, 크기, 시드, 토크나이저
settings-done = 완료
settings-seed = 시드 { $seed }
settings-by = { $tokenizer ->
    [char] 글자 단위
    [jamo] 자모 단위
   *[other] 단어 단위
}
field-recurrent-init = Wₕ 초기화
hint-recurrent-init = Wₕ의 초깃값: 균등 분포, 직교 행렬(길이를 지킴), 비정규 행렬(커졌다가 사라짐), 단위 행렬(h를 그대로 넘김)
recurrent-init-uniform = 균등 분포 (PyTorch)
recurrent-init-orthogonal = 직교 행렬
recurrent-init-non-normal = 비정규 행렬
recurrent-init-identity = 단위 행렬 (IRNN)
field-bias = 편향 b
hint-bias = 편향이 없으면 기본 RNN은 tanh(h Wₕ + x Wₓ)뿐입니다
bias-true = 시드에서 뽑기
bias-false = 없음 (모두 0)
field-forget-bias = 망각 편향 (LSTM)
hint-forget-bias = 망각 게이트의 편향에 더합니다. +1이나 +3이면 LSTM이 처음부터 기억을 지킵니다
field-target = 물어볼 단어
hint-target = 기억하기가 묻는 단어의 시점, 0부터 셉니다
field-loss-at = 손실의 시점
hint-loss-at = 손실을 재는 시점, 0부터 셉니다. 그 뒤로는 아무것도 흐르지 않습니다
as-drawn = 0
the-first = 첫 단어
the-last = 마지막
field-truncate = 기울기가 거슬러 갈 시점 수
hint-truncate = 손실에서부터 세어 기울기가 몇 시점까지 거슬러 가는지 정합니다(절단 BPTT). 그보다 앞에는 아무것도 닿지 않습니다
all-the-way = 끝까지
more-title = 신경망 자세히 정하기

## 시간 축
timeline = 시간 축
play = 재생
pause = 멈춤
key-play = 재생 또는 멈춤 (스페이스)
step-back = 한 단계 뒤로
key-step-back = 한 단계 뒤로 (←), Shift와 함께 누르면 작은 동작 하나
step-on = 한 단계 앞으로
key-step-on = 한 단계 앞으로 (→), Shift와 함께 누르면 작은 동작 하나
wall-open = 화면 가득 채워 교실에서 보기
key-wall-open = 화면 가득 채워 교실에서 보기 (P)
speed = 속도
forward = 순전파
backward = 역전파
timeline-value = { $label }, { $phase }: { $text }
# spoken: $step is a step's label and its caption
voice-playing = 재생합니다. { $step }
voice-playing-back = 역방향으로 재생합니다. { $step }
voice-turns = 이제 역방향입니다. { $step }
voice-paused = 멈춤. { $step }
voice-end = 끝입니다. { $step }
# spoken: what A is at
phase-input = 들어옴
phase-multiply = W를 곱함
phase-add = b를 더함
phase-squash = 활성화 함수
phase-emit = 나감
phase-arrive = 도착
phase-slope = 미분을 곱함
phase-weight = W의 전치를 곱함
phase-leave = 떠남
overview-state = 유닛 { $unit } · “{ $token }” · { $value }
overview-gradient = 유닛 { $unit } · “{ $token }” · 기울기 { $value }
overview-norm = “{ $token }” · 기울기 { $value }

## 단계마다 일어나는 일
step-forward = { $n }단계
step-backward = 역방향 { $n }단계
token-space = ␣ 빈칸
quoted = “{ $token }”
caption-enter-first = { JOSA($token, form: "가/이") } A로 들어갑니다. 아직 기억이 없어 { $before }은 모두 0입니다.
caption-enter = { JOSA($token, form: "와/과") } { JOSA($before, form: "가/이") } 함께 A로 들어갑니다.
caption-enter-number = { JOSA($token, form: "가/이") } { unit-name }로 들어갑니다. { JOSA($x, form: "는/은") } 그 수가 아니라 { unit-name }의 벡터입니다.
caption-enter-signed = { JOSA($whole, form: "는/은") } 두 단어로 나뉘었습니다. { JOSA($x, form: "는/은") } 그 수가 아니라 둘째 단어의 벡터입니다.
caption-multiply = A가 { $before } Wₕ와 { $x } Wₓ를 구합니다.
caption-multiply-gates = 게이트마다 { $before } Wₕ와 { $x } Wₓ를 구합니다.
caption-add = A가 둘과 편향 b를 더합니다.
caption-add-gates = 게이트마다 둘과 편향 b를 더합니다.
caption-squash = { $f }가 합을 눌러 { JOSA($h, form: "를/을") } 만듭니다.
caption-squash-identity = 합을 누르지 않습니다. 합이 그대로 { $h }입니다.
caption-gates = 게이트가 열리고 { JOSA($h, form: "가/이") } 나옵니다.
caption-give = A가 { JOSA($h, form: "를/을") } 둘로 냅니다. 하나는 밖으로, 하나는 { $next } 쪽으로.
caption-give-last = A가 { JOSA($h, form: "를/을") } 둘로 냅니다. 하나는 밖으로, 하나는 손실 L로.
caption-give-end = A가 { JOSA($h, form: "를/을") } 냅니다. 읽기는 끝났고, 손실은 이것을 보지 않습니다.
caption-loss-recall = 손실은 { $h }에게 첫 { unit-name } { JOSA($first, form: "를/을") } 묻습니다. L = { $loss }.
caption-loss-next-token = 손실은 모든 상태에게 다음 { unit-name }를 묻습니다. L = { $loss }.
caption-loss-certain = 아는 { unit-name }가 하나뿐이라 틀릴 답이 없습니다. L = 0, 기울기도 0입니다.
caption-loss-recall-word = 손실은 { $h }에게 { unit-name } { JOSA($first, form: "를/을") } 묻습니다. L = { $loss }.
caption-loss-next-one = 손실은 { $h }에게 다음 { unit-name } { JOSA($next, form: "를/을") } 묻습니다. L = { $loss }.
caption-loss-earlier = 손실은 { JOSA($here, form: "를/을") } 보지 않습니다. 기울기는 { $h }에서 출발합니다.
caption-loss-sum = 손실은 { $h }의 합, L = { $loss }입니다. 그 기울기는 모두 1입니다.
caption-back-none = 기울기가 정확히 0이라 돌아오는 것이 없습니다.
caption-back-arrives = 기울기가 { $token }에 닿습니다.
caption-back-arrives-first = { $change ->
    [more] 출발할 때의 { JOSA($ratio, form: "가/이") }
   *[less] 출발한 기울기의 { JOSA($ratio, form: "가/이") }
} { $token }에 닿습니다.
caption-back-joined = 기울기가 { $token }에 닿고, { $h }의 손실이 더해집니다.
caption-back-restarts = { $token }에 닿는 것은 없지만, { $h }의 손실에서 새로 출발합니다.
caption-back-restarts-above = { $token }에 닿는 것은 없지만, { $n }층에서 기울기가 내려옵니다.
caption-back-joined-above = 기울기가 { $token }에 닿고, { $n }층에서 온 기울기가 더해집니다.
caption-back-cut = 여기서 끊습니다. 기울기는 더 거슬러 가지 않습니다.
caption-back-beyond-cut = { $token }에는 기울기가 닿지 않습니다. 그 전에 끊었습니다.
caption-back-gone = { $token }에는 아무것도 닿지 않습니다. 기울기가 사라졌습니다.
caption-back-slope = × { $slope }: { $change ->
    [gone] 남은 것이 없습니다.
    [more] { $share }로 커집니다.
   *[less] { JOSA($share, form: "가/이") } 남습니다.
}
caption-back-slope-untold = × { $slope }, 유닛마다 곱합니다.
caption-back-slope-gates = × 게이트의 미분. 일부는 행렬을 비켜 갑니다.
caption-back-slope-c = × 게이트의 미분. 일부는 c를 따라 비켜 갑니다.
caption-back-weight = × Wₕᵀ: { $change ->
    [gone] 남은 것이 없습니다.
    [more] 모두 합쳐 { $share }로 커집니다.
   *[less] 모두 합쳐 { JOSA($share, form: "가/이") } 남습니다.
}
caption-back-weight-untold = × Wₕᵀ: 유닛마다 제 몫을 모두에게 나눕니다.
caption-back-weight-gates = × Wₕᵀ. 두 몫이 만나 { $change ->
    [gone] 남은 것이 없습니다.
    [more] { $share }로 커집니다.
   *[less] { JOSA($share, form: "가/이") } 남습니다.
}
caption-back-weight-gates-untold = × Wₕᵀ. 두 몫이 만납니다.
caption-back-weight-c = × Wₕᵀ: h에는 { $change ->
    [gone] 남은 것이 없습니다.
    [more] { $share }로 커집니다.
   *[less] { JOSA($share, form: "가/이") } 남습니다.
}
caption-back-weight-c-untold = × Wₕᵀ: 유닛마다 제 몫을 모두에게 나눕니다.
caption-back-leaves = { $token } 쪽으로 떠납니다. 크기는 { $norm }.
caption-back-stops = { $token } 쪽으로 떠나는 것이 없습니다. 기울기가 사라졌습니다.
caption-back-meets = { $token } 쪽으로 떠납니다. 거기서 { $h }의 손실이 더해집니다.
caption-back-meets-above = { $token } 쪽으로 떠납니다. 거기서 { $n }층의 기울기가 더해집니다.
caption-back-end-all = 모든 손실이 모여 여기서 ‖∂L/∂{ $h }‖ = { $norm }입니다.
caption-back-end-above = 내려온 것이 모두 모여 여기서 ‖∂L/∂{ $h }‖ = { $norm }입니다.
caption-back-end = { $h }에서 { $change ->
    [more] 출발할 때의 { JOSA($ratio, form: "가/이") }
   *[less] 출발한 것의 { JOSA($ratio, form: "가/이") }
} { $token }에 닿았습니다({ $power }배).
caption-back-end-words = 출발한 것의 { JOSA($ratio, form: "가/이") } { $token }에 닿았습니다({ $power }배).
caption-back-end-far = { $h }에서 { $change ->
    [more] 출발할 때의 { JOSA($ratio, form: "가/이") }
   *[less] 출발한 것의 { JOSA($ratio, form: "가/이") }
} { $token }에 닿았습니다.
caption-back-end-gone = 문장의 처음 { $token }에는 기울기가 조금도 닿지 않았습니다.
caption-back-only = { $h }의 기울기가 전부입니다. 그 앞에는 시점이 없습니다.
ratio-part = 1/{ $n }
ratio-times = { $n }배
power-times = { $n }배
power-part-large = { $n }분의 1
about-nothing = 하나도
about-none = 거의 0
about-endless = 1000조 배 이상
about-part = { $n ->
    [2] 약 절반
   *[other] 약 { $text }분의 1
}
about-fraction = { $percent ->
    [40] 약 5분의 2
    [60] 약 5분의 3
    [67] 약 3분의 2
    [75] 약 4분의 3
    [80] 약 5분의 4
    [90] 약 10분의 9
   *[100] 거의 그대로
}
about-times = { $n ->
    [2] 약 두 배
   *[other] 약 { $text }배
}
percent = { $n }%
factor-gates = 게이트

## 그림의 말
models-open = 모델…
hint-models = 학습을 마친 신경망이나 파일에서 가져온 신경망으로 읽기: .safetensors, .npz, .onnx, .h5, .keras
models-networks = 신경망
shelf-title = 학습을 마친 신경망
shelf-lead = 모두 이 프로젝트의 스크립트로 학습했고, 다시 돌리면 비트 하나까지 똑같이 나옵니다. 하나를 고르면 그 신경망의 예문을 읽습니다.
shelf-look-for = 눈여겨볼 점:
shelf-more = 높을수록 좋음
shelf-less = 낮을수록 좋음
hint-shelf-open = 이 신경망의 예문 읽기
network-look-for = 눈여겨볼 점: { $text }
network-unknown = 어휘에 없는 토큰: { $words }. { $n ->
    [one] 대신 <unk>라는 벡터로 읽습니다.
   *[several] 모두 <unk>라는 하나의 벡터로 읽습니다.
}
network-unknown-many = 어휘에 없는 토큰: { $words } 외 { $more }개. 모두 <unk>라는 하나의 벡터로 읽습니다.
network-knows = 아는 토큰은 { $n }개뿐입니다: { $list }
network-random = 무작위로 돌아가기
hint-network-random = 셀과 크기는 그대로 두고 가중치만 시드로 뽑습니다. 아무것도 배우지 않은 상태입니다
network-example = 예문으로 돌아가기
hint-network-example = 이 신경망의 예문을 다시 읽습니다
models-title = 가져온 신경망
models-lead = 직접 학습한 가중치를 가져오세요. 수로만 읽고, 파일 속의 어떤 것도 실행하지 않습니다.
models-close = 닫기
models-choose = 파일 고르기…
models-drop = 또는 페이지 아무 데나 놓으세요: .safetensors, .npz, .onnx, .h5, .keras
models-prefix = 파일 속의 어느 신경망인가요?
models-map = 어느 배열이 어느 것인가요? 한 줄에 하나씩, PyTorch 이름 = 파일 속 이름.
models-map-example = rnn.weight_ih_l0 = enc_w_ih
models-nonlinearity = 이 RNN은 합을 무엇으로 누르나요?
models-nonlinearity-said = 파일에 적힌 대로, 없으면 tanh
models-again = 파일 다시 읽기
models-names = 어느 배열이 무엇이 되었나
models-in-file = 파일 속 이름
models-shape = 모양
models-dtype = 자료형
models-reads = 무엇을 읽을까요?
models-use = 이것으로 읽기
models-weights = 가중치를 safetensors로
models-stored = 보관된 신경망
terms-rest = 나머지 { $n }개
field-num-layers = 층
hint-num-layers = 층의 수: 각 층은 아래층의 h를 읽습니다
field-bidirectional = 방향
hint-bidirectional = 글을 끝에서부터 읽는 신경망을 하나 더 둘지
bidirectional-false = 순방향만
bidirectional-true = 순방향과 역방향
order = 유닛 정렬
order-index = 번호
order-size = |h|
order-direction = 첫째 주성분 방향
order-gradient = |기울기|
lens = 유닛 돋보기
hint-lens = 지금 보는 시점에서 이웃한 유닛 여덟 개의 수 (← →로 옮깁니다)
lens-both = { $h }, { $gradient }
layers = 층
directions = 읽는 방향
layer-name = { $n }층
layer-short = { $n }층
direction-forward = → 순방향
direction-backward = ← 역방향
x-is-below = = { $n }층의 { $h }
x-is-both = = { $n }층의 → ← { $h }
where-first = 맨 아래층은 입력을 직접 읽습니다.
where-above = 각 시점의 x는 { $n }층이 그 시점에서 낸 h입니다.
where-backward = 끝에서부터 읽습니다. 각 h는 바로 뒤의 h에서 만들어지고, 기울기는 끝 쪽으로 흐릅니다.
caption-enter-above = { $token }에서 { $n }층의 h인 { JOSA($x, form: "와/과") } { JOSA($before, form: "가/이") } A로 들어갑니다.
caption-enter-first-above = { $token }에서 { $n }층의 h인 { JOSA($x, form: "가/이") } A로 들어갑니다. 아직 기억은 없습니다.
caption-from-above = { $n }층에서 { $h }로 기울기가 내려옵니다.
caption-nothing-above = { $n }층에서 { $here }로 내려오는 기울기가 없습니다.
ledger-above = { $n }층에서
verdict-joined-above = 위층에서 시점마다 기울기가 내려와 더해집니다. 모두 더하면 읽기 시작한 곳의 기울기는 읽기를 마친 곳의 { $change }배입니다.
views = 얼마나 가까이 볼까
view-sentence = 글
hint-view-sentence = 문장 자체. 시점마다 남긴 상태로 칠합니다 (−)
view-rolled = 접은 그림
hint-view-rolled = 셀 하나와 그 고리: 모든 시점에 같은 가중치
view-unrolled = 펼친 그림
hint-view-unrolled = 펼친 고리: 시점마다 셀의 사본 하나
view-cell = 안쪽
hint-view-cell = 재생 위치의 셀을 열어 모든 수를 봅니다 (+). 그 안에서 가중치를 바로 고칠 수 있습니다
tip-gradient = { $of } · 이 유닛이 커지면 L은 { $way ->
    [up] 커집니다
    [down] 작아집니다
   *[still] 그대로입니다
}
tip-input-gradient = ‖∂L/∂{ $of }‖ = { $norm }: “{ $token }”의 벡터가 조금 달라지면 손실이 이만큼 달라집니다
tip-initial-gradient = ‖∂L/∂{ $of }‖ = { $norm }: 읽기 시작할 때의 상태까지 돌아온 기울기입니다
answer-ask-first = 첫 { unit-name }는 무엇이었나요?
answer-ask-at = { $x }는 어떤 { unit-name }였나요?
answer-ask-next = 다음 { unit-name }는 무엇일까요?
answer-ask-class = 어느 부류인가요?
answer-sum = { $h }의 합
answer-missing = { $share } 모자람
answer-more = … 그 밖의 { $n }개: { $share }
answer-others = … 나머지 모두: { $share }
tip-answer-bare = { $h } 다음, “{ $word }”의 확률은 { $share }
tip-answer-sum = “{ $word }”, linear: { $terms } = { $z }
tip-answer-share = softmax: e^{"{"}{ $z }{"}"} = { $e }, 모두 더한 { $all } 가운데 { $share }
tip-answer-loss = 정답이므로 손실은 −ln { $share } = { $loss }
hint-head = h에서 답마다 확률이 나오기까지: linear, 그다음 softmax
head-title = { $h }에서 답이 나오기까지
head-linear = 답마다 합을 하나씩 냅니다. h의 수마다 그 답의 가중치를 곱해 더하고 편향을 더합니다. z가 클수록 h가 그 답을 가리킨다는 뜻입니다.
head-softmax = z마다 e의 거듭제곱을 구해 그 합으로 나눕니다. 모두 더하면 100%가 되고, z의 작은 차이가 크게 벌어집니다.
head-loss = 정답의 확률에 로그를 씌우고 부호를 바꾼 값입니다. 100%⁠라면 0이고, 확률이 낮을수록 커집니다.
head-loss-name = 손실
head-right = 정답
head-answer = 답
head-terms = z를 이루는 항
tip-edge-on = “{ $from }”의 A에서 “{ $to }”의 A로 · ‖{ $of }‖ = { $norm }
tip-edge-last = “{ $from }”의 A에서 L로 · ‖{ $of }‖ = { $norm }
tip-edge-up = “{ $from }”의 A에서 밖으로, 같은 벡터가 다음으로도 · ‖{ $of }‖ = { $norm }
tip-edge-in = “{ $from }”에서 A로 · ‖{ $of }‖ = { $norm }
tip-edge-back = 기울기 · “{ $from }”의 A에서 “{ $to }”의 A로 · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-end = “{ $from }”의 A에서, 읽기가 끝나는 곳 · ‖{ $of }‖ = { $norm }
tip-edge-back-part = 기울기 · “{ $from }”의 A에서 “{ $to }”의 A로 · ∂L/∂{ $of } 가운데 이 길로 오는 몫: { $norm }
tip-edge-first-above = 기울기 · { $n }층에서 내려와 “{ $to }”의 A로 · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-share = { $of } 가운데 이 길로 오는 몫
tip-edge-first = 기울기 · L에서 “{ $to }”의 A로 · ‖∂L/∂{ $of }‖ = { $norm }
cell-open = 열기
legend-value = 값
legend-gradient = 기울기
legend-size = 크기
legend-gate = 게이트
gate-mean = { $share }, 모든 유닛의 평균
shade = 칠하는 기준
hint-shade = 글의 색이 무엇을 뜻하는지 고릅니다
shade-flow = 유닛, 그다음 기울기
shade-norm = 상태의 크기 ‖h‖
shade-unit = h의 유닛 하나
shade-gradient = 기울기 ‖∂L/∂h‖
shade-input = 어느 입력이 정했나, ‖∂L/∂x‖
shade-gru-r = 리셋 게이트 r의 평균
shade-gru-z = 업데이트 게이트 z의 평균
shade-lstm-i = 입력 게이트 i의 평균
shade-lstm-f = 망각 게이트 f의 평균
shade-lstm-o = 출력 게이트 o의 평균
shade-gate = 게이트 { $gate }의 평균
shade-which = 유닛
hint-unit = h의 몇 번째 수를 볼지 고릅니다
text-region = 글. 엔터를 누르면 재생 위치의 시점이 사슬에서 열립니다.
text-norm = “{ $token }” · ‖{ $h }‖ = { $value }
text-unit = “{ $token }” · { $h }의 유닛 { $unit } = { $value }
text-gradient = “{ $token }” · 기울기 { $value }
text-gradient-gone = “{ $token }” · 기울기 { $value }: 사라졌습니다
text-gradient-zero = “{ $token }” · 기울기 0: 이어지는 길이 없습니다
text-input = “{ $token }” · ‖∂L/∂{ $x }‖ = { $value }{ $most ->
    [here] { " · 가장 크게 영향을 준 입력" }
    [there] { " · 가장 큰 입력: “" }{ $other }”
   *[unsaid] {""}
}
text-input-ranking = 손실에 가장 크게 영향을 준 입력, ‖∂L/∂x‖ 순서: { $list }.
text-gate = “{ $token }” · { $gate }의 평균 = { $value }
text-ahead = “{ $token }” · 아직 읽지 않음

## 패널
pinned-title = 고정한 열: “{ $token }”의 { $element }
opened-all = 모든 벡터
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
why-coming = 유닛 { $unit }: { $h }의 값은 아직 나오지 않았습니다. 직전 값은 { $from }입니다.
why-sum = 유닛 { $unit }: 입력이 { $input }, 기억이 { $memory }, 편향이 { $bias }만큼 밀어 a = { $a }. { $f ->
    [identity] 누르지 않고 그대로 둡니다.
   *[other] 다음은 { $f } 차례입니다.
}
why-rnn = 유닛 { $unit }: { $way ->
    [rose] { $from }에서 { JOSA($to, form: "로/으로") } 올라갔습니다
    [same] { $to } 그대로입니다
   *[fell] { $from }에서 { JOSA($to, form: "로/으로") } 내려갔습니다
}. 입력이 { $input }, 기억이 { $memory }, 편향이 { $bias }{ $f ->
    [identity] 만큼 밀었고, 그 합이 그대로 { $to }입니다.
   *[other] 만큼 밀었고, { $f }가 { JOSA($a, form: "를/을") } { JOSA($to, form: "로/으로") } 눌렀습니다.
}
why-gru = 유닛 { $unit }: { $way ->
    [rose] { $from }에서 { JOSA($to, form: "로/으로") } 올라갔습니다
    [same] { $to } 그대로입니다
   *[fell] { $from }에서 { JOSA($to, form: "로/으로") } 내려갔습니다
}. 옛 값을 { $z } 두고 나머지는 후보 { $n }에서 가져왔습니다. 리셋 게이트는 기억의 { $r }만 들려주었습니다.
why-lstm = 유닛 { $unit }: 셀 상태 c가 { $c0 }에서 { JOSA($c1, form: "로/으로") } 바뀌었습니다({ JOSA($f, form: "를/을") } 남기고 { $g }의 { JOSA($i, form: "를/을") } 씀). tanh(c)의 { JOSA($o, form: "가/이") } h = { JOSA($to, form: "로/으로") } 나옵니다.
gate-gru-r = 리셋 게이트
gate-gru-z = 업데이트 게이트
gate-gru-n = 후보
gate-lstm-i = 입력 게이트
gate-lstm-f = 망각 게이트
gate-lstm-g = 후보
gate-lstm-o = 출력 게이트
gate-any = 게이트
gate-candidate = 후보
why-gate = { $name } { $gate }의 유닛 { $unit }: 기억 { $memory }, 입력 { $input }, 편향 { $bias }, 합은 { $a }. σ를 거쳐 { $y } 열립니다.
why-candidate = { $name } { $gate }의 유닛 { $unit }: 기억 { $memory }, 입력 { $input }, 편향 { $bias }, 합은 { $a }. tanh를 거치면 { JOSA($y, form: "가/이") } 됩니다.
why-gate-plain = { $name } { $gate }의 유닛 { $unit }: { $y }. 글이 길면 가중치는 생략합니다.
why-plain = 유닛 { $unit }: { $way ->
    [rose] { $from }에서 { JOSA($to, form: "로/으로") } 올라갔습니다
    [same] { $to } 그대로입니다
   *[fell] { $from }에서 { JOSA($to, form: "로/으로") } 내려갔습니다
}. 글이 길면 가중치는 생략합니다.
why-state = 유닛 { $unit }: { $way ->
    [rose] { $from }에서 { JOSA($to, form: "로/으로") } 올라갔습니다
    [same] { $to } 그대로입니다
   *[fell] { $from }에서 { JOSA($to, form: "로/으로") } 내려갔습니다
}. { $terms }.
why-gru-memory = 유닛 { $unit }: 후보에 들어갈 기억의 몫은 { $value }입니다. 리셋 게이트는 그중 { $open }, { $left }만 들여보냅니다.
why-memory = 유닛 { $unit }: { $gate }에 들어갈 기억의 몫은 { $value }입니다. { $by }에 따라 그중 { $open }, { $left }만 들어갑니다.
why-before = { $symbol }의 유닛 { $unit }: { $value }. { JOSA($token, form: "가/이", quote: "yes") } 오기 전의 값입니다.
why-weight = { $source }의 { $index }번 값이 유닛 { $unit }의 { JOSA($part, form: "를/을") } { $product }만큼 밉니다. 합은 모두 { $a }입니다.
why-bias = 편향은 무엇이 들어오든 유닛 { $unit }의 { JOSA($part, form: "를/을") } { $amount }만큼 밉니다. 합은 모두 { $a }입니다.
why-part = 유닛 { $unit }에서 이 몫은 { $product }입니다. 모두 더하면 { $a }입니다.
why-back = 유닛 { $unit }: { $from } = { $arrives }에 { JOSA($factors, form: "를/을") } 곱하면 ∂L/∂{ $gate } = { $left }입니다.
why-back-arrives = { $symbol }의 유닛 { JOSA($unit, form: "가/이") } 조금 커지면 손실은 그 { $value }배만큼 달라집니다.
why-back-through = 행렬을 거쳐 { $h }의 유닛 { JOSA($unit, form: "로/으로") } 돌아가는 기울기는 { $value }입니다.
why-back-past = 행렬을 거치지 않는 길: { $gate } = { $open } 덕분에 { $symbol }의 유닛 { $unit }까지 { JOSA($value, form: "가/이") } 그대로 갑니다.
why-back-share = 이 시점이 Wₕ의 [{ $row }, { $column }]에 주는 몫은 { $product }입니다. 지금까지 모인 값은 { $so }입니다.
hint-pinned = ↑ ↓ 다른 유닛 · Shift + ↑ ↓ 다른 줄 · Page Up, Page Down 다른 벡터 · 숫자 입력, Enter, 두 번 누르기, 옆으로 끌기: 수 바꾸기
inside-gru-memory = 후보에 들어갈 기억의 몫
hint-layer = 차트에 이것을 보입니다
hint-unfold = 이 칸을 열거나 접습니다
layer-ledger = 장부
layer-dial = 다이얼
layer-seeds = 시드
layer-cells = 셀
layer-whatif = 만약에
ledger-title = 기울기 장부
ledger-title-cut = 어디까지 가는가
ledger-title-fades = 왜 사라지는가
ledger-title-grows = 왜 커지는가
ledger-title-holds = 왜 그대로인가
ledger-total = { $from }에서 { $to }까지 { $steps }시점을 돌아가는 동안 기울기는 { $change }배가 되었습니다.
ledger-total-joined = { $from }에서 { $to }까지 { $steps }시점을 돌아가는 동안 기울기가 더 들어옵니다. 모두 더하면 { $to }의 기울기는 { $from }의 { $change }배입니다.
ledger-slope = { $f }: { $gain }배
ledger-weight = Wₕ: { $gain }배
ledger-lane-past-h = 행렬을 거치지 않는 길: { $gate } ⊙ ∂L/∂h
ledger-lane-past-c = 행렬을 거치지 않고 c를 따라가는 길: { $gate } ⊙ ∂L/∂c
ledger-lane-together-h = 두 길을 합치면: ‖∂L/∂h‖
ledger-lane-together-c = 두 길을 합치면: h와 c에 닿는 기울기
ledger-lane-through-h = 게이트와 Wₕ를 지나는 길
ledger-lane-through-c = 게이트(c에서 온 몫 포함)와 Wₕ를 지나는 길
ledger-past-short = 행렬 밖으로
ledger-through-short = Wₕ를 지나서
ledger-injected = 시점 손실
ledger-step = “{ $token }”에서 ‖∂L/∂{ $h }‖는 { $norm }입니다. { $f } { $slope }배, Wₕ { $weight }배. { $before }에서는 { $left }입니다.
ledger-step-past-h = “{ $token }”에서 ‖∂L/∂{ $h }‖는 { $norm }입니다. 게이트와 Wₕ를 거쳐 { $through }, 행렬을 비켜 { $past }만큼 돌아갑니다. { $before }에서는 { $left }입니다.
ledger-step-past-c = “{ $token }”에서 ‖∂L/∂{ $h }‖는 { $norm }입니다. 게이트와 Wₕ를 거쳐 h로 { $through }, 행렬을 비켜 c를 따라 { $past }만큼 돌아갑니다. { $before }에서는 { $left }입니다.
ledger-step-only = “{ $token }”에서 ‖∂L/∂{ $h }‖는 { $norm }입니다.
ledger-one = 시점이 하나라 거슬러 갈 길이 아직 없습니다.
ledger-none = 여기서는 상태에 닿는 기울기가 없습니다.
neurons-title = 이런 뉴런이 있습니다
neurons-lead = 글의 단순한 성질을 따라가는 유닛들입니다. 선이 유닛의 값, 뒤의 회색이 그 성질입니다. 누르면 글이 그 유닛의 색으로 칠해집니다.
neurons-follows = 유닛 { JOSA($unit, form: "는/은") } { JOSA($what, form: "를/을") } 따라갑니다: r = { $r }
neurons-against = 유닛 { JOSA($unit, form: "는/은") } { JOSA($what, form: "를/을") } 거꾸로 따라갑니다: r = { $r }
neurons-still = 유닛 { JOSA($unit, form: "는/은") } 값이 변하지 않습니다.
neurons-few = 시점이 너무 적어서 우연인지 가릴 수 없습니다.
neurons-within = 우연일 수 있습니다. { $pairs }쌍 가운데 가장 높은 값은 우연히도 { $chance }까지 올라갑니다.
neurons-beyond = 우연이라면 가장 높아도 { $chance }입니다.
neurons-also = 그다음: { $list }
neurons-also-one = { $what } { $r }
neurons-none = 우연을 넘는 것이 없습니다. { $steps }개 시점에서 상관 { $pairs }개를 재면 가장 높은 것은 저절로 이만큼 올라갑니다. 더 긴 글을 읽혀 보세요.
neurons-some = 유닛 { $units }개 가운데 { $count }개가 우연이라고 보기 어려울 만큼 무언가를 따라갑니다. 그렇다고 그 일을 맡은 유닛이라는 뜻은 아닙니다.
neurons-drawn = 이 신경망은 무작위로 만들었을 뿐 아무것도 배우지 않았습니다. 유닛이 어떤 토큰에 반응하는 것은 우연히 그런 가중치를 받았기 때문입니다.
neurons-all = { $n }개 모두 보기
neurons-fewer = 줄여 보기
hint-neuron = 글을 이 유닛의 값으로 칠합니다
neuron-position = 글이 얼마나 나아갔는지
neuron-depth = 괄호의 깊이
neuron-quotes = 따옴표 안인지
neuron-vowel = 모음인지 자음인지
neuron-final = 받침
neuron-word-start = 단어의 첫 글자
neuron-word-length = 지금까지의 단어 길이
neuron-capital = 대문자
neuron-digit = 숫자
neuron-seen = 앞에서 이미 읽은 것인지
neuron-repeat = 바로 앞과 같은지
neuron-sentiment = 칭찬하는 말과 나무라는 말
neuron-sentiment-so-far = 지금까지 칭찬이 더 많은지
neuron-token = “{ $token }”
neuron-input = { $several ->
    [yes] { $column }번 열의 수
   *[no] 읽은 수
}
neuron-change = { $several ->
    [yes] { $column }번 열의 변화
   *[no] 수의 변화
}
neuron-target-probability = 정답의 확률
write-title = 이어 쓰기
write-lead = 신경망이 글을 읽고 다음에 올 것을 말합니다. 그 확률대로 하나를 뽑아 다시 읽기를 되풀이합니다.
write-temperature = 온도
hint-write-temperature = 0이면 늘 가장 그럴듯한 것, 1이면 신경망이 말한 확률대로, 그보다 높으면 더 과감하게 뽑습니다.
write-length = 토큰 수
hint-write-length = 토큰을 몇 개 쓸지 정합니다
write-go = 이어 쓰기
write-stop = 멈추기
hint-write-go = 다음 토큰을 뽑고, 신경망이 그것을 읽는 모습을 봅니다
hint-write-stop = 여기서 멈추고 쓴 데까지 남깁니다
write-undo = 되돌리기
hint-write-undo = 쓰기 전의 글로 돌아갑니다
write-came-likeliest = “{ $token }”: 가장 그럴듯한 것이 나왔습니다 ({ $share }).
write-came = “{ $token }”: { $share }의 확률로 나왔습니다. 가장 그럴듯한 것은 “{ $likeliest }” ({ $most })였습니다.
write-done = 쓴 글: { $text }
path-title = h가 지나온 길
path-shown = h의 변화 가운데 { $share }%가 이 두 방향에 드러납니다
path-still = h가 변하지 않아 보여 줄 방향이 없습니다
path-axis-1 = 첫째 방향 ({ $share }%)
path-axis-2 = 둘째 방향 ({ $share }%)
path-direction-1 = 첫째 방향
path-direction-2 = 둘째 방향
path-start = 출발점 { $h }의 위치는 ({ $x }, { $y })입니다. 아직 아무것도 읽지 않았습니다.
path-moved = “{ $token }”까지 읽은 { JOSA($h, form: "는/은") } ({ $x }, { $y })에 있습니다. { $before }에서 { $moved }만큼 움직였고, 그중 { $shown }만큼이 여기에 보입니다.
squash-title = { $f } 들여다보기
squash-both = σ′와 tanh′
squash-mean = 평균 { $mean }
squash-tells = { $f }: |a| > { $edge }인 값은 { $n }개 중 { $k }개이고, 미분값의 평균은 { $mean }{ $f ->
    [tanh] 입니다.
   *[other] (최대 { $steepest })입니다.
}
squash-tells-relu = { $f }: 값 { $n }개 가운데 { $k }개가 0 이하라서 아무것도 돌려보내지 않습니다. 미분값의 평균은 { $mean }입니다.
squash-tells-identity = 합 { $n }개를 하나도 누르지 않습니다. 미분값은 어디서나 { $mean }이고, 포화도 없습니다.
squash-none = 글이 길어 응답에 활성값이 모두 들어 있지 않습니다. 더 짧은 글이면 어디에 놓이는지 보입니다.

act-1-title = 어떻게 읽을까?
act-2-title = 틀린 답은 누구 탓일까?
act-3-title = 어떻게 고칠까?
act-4-title = 정말 믿어도 될까?
dial-title = 스펙트럼 다이얼
dial-lead = 기울기는 한 시점 돌아갈 때마다 Wₕᵀ를 만납니다. 스펙트럼 반지름 ρ(고윳값 크기의 최댓값)는 다른 것이 없을 때 Wₕ가 결국 어떻게 되는지를, 최대 특잇값 σ는 한 시점에 최대 얼마나 키울 수 있는지를 말해 줍니다. 미분값과 게이트의 몫은 따로 더해지고, 게이트 셀에는 행렬을 비켜 가는 길도 있습니다. ρ를 돌려 보세요.
dial-fades = Wₕ만으로는 사라진다
dial-grows = Wₕ만으로는 커진다
dial-plane = Wₕ의 고윳값
dial-gate = Wₕ에서 어느 게이트의 몫을 볼지
dial-most = 커질 수 있는 한계
dial-before = 돌리기 전
dial-as-drawn = 뽑은 그대로
dial-vanishing = 소실
dial-orthogonal = 직교
dial-exploding = 폭발
dial-transient = ρ < 1인데 커질 수 있다
dial-hint-as-drawn = PyTorch가 뽑는 그대로의 Wₕ입니다.
dial-hint-vanishing = ρ = 0.5로 맞춥니다. Wₕ만으로는 결국 점점 적게 남습니다.
dial-hint-orthogonal = 직교 Wₕ, ρ = 1로 맞춥니다. Wₕ가 모든 벡터의 길이를 지킵니다.
dial-hint-exploding = 위가 막히지 않은 ReLU, ρ = 3.5, 유닛 32개, 마지막 h의 합인 손실, 스물네 단어의 글로 맞춥니다.
dial-hint-transient = 유닛 32개 이상의 비정규 Wₕ, ρ = 0.8로 맞춥니다. Wₕ만으로도 어떤 벡터는 몇 시점 동안 커졌다가 사라집니다.
verdict-held = ρ가 1보다 커도 폭발하지 않았습니다. 이 길에서 { $f }이 Wₕ가 키운 것보다 더 줄였습니다.
verdict-held-gated = ρ가 1보다 커도 폭발하지 않았습니다. 게이트를 지나는 것에는 그 열림이나 미분값도 곱해지기 때문입니다.
verdict-waiting = 고윳값을 구하는 중입니다.
verdict-one = ρ = { $rho }, σ = { $sigma }. 시점이 하나라 거슬러 갈 길이 아직 없습니다.
verdict-shrinks = ρ = { $rho }, σ = { $sigma }: 둘 다 1보다 작습니다. Wₕ는 기울기를 줄이기만 하고, { $f }도 키우지는 못합니다.
verdict-keeps = ρ = { $rho }, σ = { $sigma }: Wₕ는 기껏해야 기울기의 길이를 지킵니다. { $f }도 키우지는 못합니다.
verdict-orthogonal = ρ = 1, σ = 1: Wₕ는 모든 벡터의 길이를 지킵니다. { $f }은 키우지 못합니다.
verdict-fades = ρ = { $rho }: 1보다 작아서 Wₕ만이라면 결국 사라집니다. 그러나 σ = { $sigma }: 1보다 커서 한 시점에는 기울기가 커질 수 있습니다.
verdict-even = ρ = { $rho }: Wₕ만이라면 결국 사라지지도 커지지도 않습니다. σ = { $sigma }: 1보다 커서 한 시점에는 기울기가 커질 수 있습니다.
verdict-grows = ρ = { $rho }: 1보다 큽니다. Wₕ만이라면 ρᵏ처럼 커져 { $steps }시점 뒤 { $alone }배가 될 수 있습니다.
verdict-gated = 게이트 { $gate }의 Wₕ는 ρ = { $rho }, σ = { $sigma }입니다. 그러나 기울기는 다른 게이트로도, 행렬 밖으로도 지나가므로 이것만으로 정해지지 않습니다.
verdict-ledger = { $steps }시점을 돌아가는 동안 이 기울기에 Wₕ는 { $weight }배, { $f }은 { $slope }배를 곱해 모두 { $change }배가 되었습니다.
verdict-plain = { $steps }시점을 돌아가는 동안 이 기울기는 { $change }배가 되었습니다.
verdict-joined = 시점마다 손실이 더해집니다. 모두 더한 h₀의 기울기는 { $steps }시점 뒤 마지막 손실이 있는 곳의 { $change }배입니다.
verdict-cut = 이 기울기가 끝까지 가면 어떻게 되는지는 알 수 없습니다. { $steps }시점 뒤에서 끊었기 때문입니다.
verdict-gone = { $steps }시점을 돌아가면 이 기울기는 조금도 남지 않습니다.
verdict-roof = 어떤 기울기든 최대 { $peak }배까지 커질 수 있었습니다({ $after }시점 뒤).
verdict-roof-none = 어떤 기울기도 손실에 있던 크기보다 커질 수 없었습니다.
longer-why = 문장이 길면 더 잘 보입니다.
longer = 긴 문장 읽기
longer-sentence = 천 년 전 이 돌을 옮겨 놓은 강은 아직도 밤이 되면 맨 처음 떨어지는 법을 배웠던 그 자리를 향해 아무도 모르게 조용히 몸을 돌린다
memory-title = 얼마나 오래 기억할 수 있을까?
memory-lead = 몇 시점 전의 h가 조금 달랐다면 마지막 h는 얼마나 달라질까요? 그 야코비 행렬의 노름, 곧 남아 있을 수 있는 최대치입니다. 선은 이 신경망, 띠는 같은 방식으로 뽑은 여러 신경망입니다.
memory-seeds = 시드 수
hint-memory-seeds = 띠를 이루는 신경망의 개수. 저마다 다른 시드에서 뽑습니다
memory-this = 이 시드
memory-median = 중앙값
memory-half = 절반
memory-half-life = 이 신경망은 { unit-name } { $first }개 만에 알던 것의 절반을 잊습니다. 이 글에서는 평균 { $n }개마다 절반이 됩니다.
memory-half-gone = 이 신경망은 { unit-name } { $first }개 만에 알던 것의 절반을 잊지만, 이 글에서 계속 줄지는 않습니다.
memory-keeps = 이 신경망은 { unit-name } { $steps }개 안에서는 알던 것의 절반도 잊지 않습니다.
memory-gone = 이 신경망에는 { unit-name } { $n }개보다 앞의 것이 조금도 남지 않습니다.
memory-many = 시드 { $seeds }개의 중앙값은 평균 { $n }마다 절반이고, 가운데 절반은 { $low }에서 { $high } 사이입니다.
memory-many-never = 시드 { $seeds }개 가운데 적어도 절반은 이 글이 끝나도록 한 번도 절반이 되지 않을 만큼 느립니다.
memory-never = 이 글보다 긴 동안
memory-point = { $distance } 전 “{ $token }”: 이 신경망에는 { $level }만큼 남았습니다. 시드 { $seeds }개의 절반은 { $low }에서 { $high } 사이입니다.
memory-point-alone = { $distance } 전 “{ $token }”: 이 신경망에는 { $level }만큼 남았습니다.
memory-short = { unit-name }가 이렇게 적으면 잊을 것도 거의 없습니다.
memory-waiting = 여러 시드를 세는 중입니다…
compare-title = 여러 셀, 한 문장
compare-lead = 단어도 임베딩도 시드도 같습니다. 게이트는 증상을 덜 뿐 낫게 하지는 못합니다. 첫 단어까지 기울기를 얼마나 되돌려 주는지 셀마다 견주어 보세요.
compare-text = 읽을 글
compare-text-own = 여기의 스물네 단어
compare-text-page = 페이지의 문장
compare-apart = 여기서는 다른 글을 읽습니다. 게이트의 차이가 드러날 만큼 긴 { $n }단어입니다.
compare-alike = { $h }에 닿은 기울기의 크기는 모두 { $most }으로 같습니다.
compare-counter = 게이트에 대한 반례: 이 글에서는 어느 게이트 셀도 { $best }만큼 되돌려 주지 못합니다.
compare-counter-worst = 게이트에 대한 반례: 이 글에서는 { $worst }의 기울기가 기본 셀보다도 작습니다.
compare-choose = 이 셀로 페이지 전체를 봅니다
compare-weights = 가중치 { $n }개
compare-left = { $h }에서 { $level }
compare-say = { $h }에 닿은 기울기는 { JOSA($best, form: "가/이") } 가장 크고({ $most }) { JOSA($worst, form: "가/이") } 가장 작습니다({ $least }). { $times }배 차이입니다.
compare-say-zero = { $h }에 닿은 기울기는 { JOSA($best, form: "가/이") } 가장 큽니다({ $most }). { $worst }에서는 정확히 0입니다.
compare-step = “{ $token }”, { $h }: { $list }.
compare-too-long = 셀마다 한 번씩 읽기에는 글이 너무 깁니다. 글을 줄이거나 은닉 크기를 줄이면 견줄 수 있습니다.
highway-title = 행렬을 비켜 가는 길
highway-as-drawn = PyTorch 그대로
highway-say = { $cell ->
    [lstm] LSTM: 망각 게이트만 따라가면 { $from }에서 { $to }까지 남는 것은 { $gates }(시점당 최대 { $keep }), 모든 길을 합치면 { $all }입니다.
    [gru] GRU: 업데이트 게이트만 따라가면 { $from }에서 { $to }까지 남는 것은 { $gates }(시점당 최대 { $keep }), 모든 길을 합치면 { $all }입니다.
   *[other] { $symbol }: 게이트 { $gate }만 따라가면 { $from }에서 { $to }까지 남는 것은 { $gates }(시점당 최대 { $keep }), 모든 길을 합치면 { $all }입니다.
}
highway-none = { $cell ->
    [lstm] LSTM: 길은 여기서 시작합니다.
    [gru] GRU: 길은 여기서 시작합니다.
   *[other] { $symbol }: 길은 여기서 시작합니다.
}
hint-whatif-off = 이 유닛은 이 시점부터 끝까지 0을 말합니다
hint-whatif-hold = 이 유닛은 이 시점부터 끝까지 값을 지킵니다
hint-whatif-token = 이 시점에 다른 단어를 읽습니다 (Enter)
hint-whatif-plant = 다른 문장이 남긴 상태에서 이어 갑니다 (Enter)
hint-whatif-reset = 고친 것을 모두 되돌립니다
hint-longer = 더 긴 문장을 페이지 전체에 놓습니다
hint-lab-set = 이 문장을 여기와 페이지 전체에 놓습니다
whatif-title = 만약에…
whatif-lead = 이미 일어난 일을 바꾸고 신경망이 이어서 읽게 해 보세요. 바꾼 것은 앞으로, 기울기는 뒤로 흐르지만 둘 다 같은 야코비 행렬을 지납니다. 위의 무대는 원래 그대로입니다.
whatif-steps = 바꿀 시점
whatif-unit = { $h }의 유닛 { $unit } = { $value }
whatif-keys = 막대를 위아래로 끌기 · ↑ ↓ (Shift: 조금씩) · ← → 다른 유닛 · Esc 되돌리기
whatif-off = 여기부터 유닛 { $unit } 끄기
whatif-hold = 여기부터 값 붙들기
whatif-token = 이 자리에 다른 단어
whatif-replace = 바꾸기
whatif-sentence = 다른 문장을 읽고 난 h 가져오기
whatif-after = 그 문장의 어느 단어 다음인가
whatif-plant = 옮겨 심기
whatif-edits = 바꾼 것
whatif-none = 아직 바꾼 것이 없습니다. 막대를 끌거나 단어를 바꿔 보세요.
whatif-reset = 모두 되돌리기
whatif-remove = 되돌리기: { $edit }
whatif-waves = 앞으로 가는 변화, 뒤로 오는 기울기
whatif-forward = 변화 ‖Δh‖ →
whatif-backward = ← ‖∂L/∂h‖ 기울기
whatif-example = 예를 들면 { $edit }.
whatif-cross = 둘은 같은 행렬을 지나갑니다. 잊는 길과 배우는 길은 하나입니다.
whatif-step = { $h }에서 변화는 { $delta }, 기울기는 { $gradient }입니다.
whatif-effect = { $h }의 유닛 { JOSA($unit, form: "가/이") } 손실에 하는 일
whatif-predicted = 예측
whatif-true = 실제
whatif-edit-token = “{ $from }” → “{ $to }”
whatif-edit-set = { $h } 유닛 { $unit } = { $value }
whatif-edit-off = { $h }부터 유닛 { $unit } 꺼짐
whatif-edit-hold = { $h }부터 유닛 { $unit } = { $value } 고정
whatif-edit-from = { $h } ← “{ $sentence }”
whatif-say-none = 보라색 직선은 기울기로 예측한 손실, 짙은 곡선은 실제 손실입니다. 원래 값 가까이에서는 둘이 겹칩니다.
whatif-say-nothing = 이 변화로 달라지는 상태가 없습니다.
whatif-say-here = ‖Δh‖는 { $from }에서 { $start }입니다.
whatif-say-way = ‖Δh‖는 { $from }에서 { $start }, { $to }에서 { $end }입니다.
whatif-say-both = δᵀΔh가 예측한 손실의 변화는 { $predicted }, 실제 변화는 { $change }입니다. { $near ->
    [nothing] 둘 다 배정밀도로는 0과 구별되지 않습니다. 여기서 일어난 일은 손실에 닿지 않습니다.
    [yes] 여기서는 둘의 차이가 10분의 1을 넘지 않습니다.
   *[no] 기울기는 작은 변화만 압니다. 덜 바꿀수록 둘은 가까워집니다.
}
whatif-too-long = 여기서 바꿔 보기에는 너무 깁니다. 글을 줄이거나 은닉 크기를 줄여 보세요.
exercise-title = 직접 풀어 보기
exercise-lead = 수를 직접 적어 보세요. 입력해도 되고, 스프레드시트의 칸이나 [[0.1, 0.2], [0.3, 0.4]], PyTorch가 출력한 텐서를 붙여 넣어도 됩니다. h Wₕ + x Wₓ + b에서처럼 행은 들어오는 값, 열은 유닛입니다.
exercise-own = 이 가중치를 내 것으로
hint-exercise-own = 수는 그대로 두고, 시드에서 다시 뽑지 않습니다
exercise-example = 준비된 2 × 2 예제
hint-exercise-example = 유닛 2개, 입력 2개, 3시점, 간단한 수
exercise-drawn = 시드로 뽑은 신경망으로
hint-exercise-drawn = 가중치를 시드에서 다시 뽑고 문장을 읽습니다
exercise-turn = Wₕ 전치
hint-exercise-turn = PyTorch 순서로 적힌 수라면 행과 열을 맞바꿉니다
exercise-sizes = 크기
exercise-size-H = 유닛
exercise-size-I = 입력
exercise-size-T = 시점
exercise-whose-drawn = 시드에서 뽑은 가중치
exercise-whose-own = 직접 적은 가중치
exercise-whose-stored = 저장된 신경망의 가중치
exercise-too-large = 층이 여러 개이거나 손으로 적기에는 수가 너무 많은 신경망입니다. 더 작은 신경망이나 준비된 예제를 고르세요.
exercise-grid-x = 시점마다의 입력
exercise-grid-words = 단어마다의 벡터
exercise-grid-Wx = 입력에 곱함
exercise-grid-Wh = 기억에 곱함
exercise-grid-bx = 편향
exercise-grid-bh = 기억 쪽 편향
exercise-grid-h = 처음의 기억
exercise-grid-c = 처음의 셀 상태
grid-cell = { $grid }, { $row }행 { $column }열
paste-done = { $rows } × { $columns }개의 수를 붙여 넣었습니다.
paste-turned = PyTorch 순서의 { $rows } × { $columns } 행렬이라 행과 열을 맞바꾸어 넣었습니다.
paste-no-place = { $rows } × { $columns } 크기는 어떤 신경망에서도 이 자리에 맞지 않습니다.
paste-nothing = 붙여 넣은 글에 수가 없습니다.
paste-elided = 출력할 때 “…”로 줄인 수가 있습니다. PyTorch에서는 torch.set_printoptions(profile="full")로 모두 출력할 수 있습니다.
paste-ragged = { $row }행에는 수가 { $has }개, 첫 행에는 { $first }개 있습니다. 행마다 수의 개수가 같아야 합니다.
paste-empty = { $row }행 { $column }열이 비어 있습니다. 값이 없다면 0을 적으세요.
paste-unreadable = { $row }행 { $column }열의 “{ $text }”: 수로 읽을 수 없습니다.
paste-not-finite = { $row }행 { $column }열의 “{ $text }”: 유한한 수가 아닙니다.
paste-too-many = 한 번에 { $most }개까지 붙여 넣을 수 있습니다.
paste-deep = 행렬로 보기에는 괄호가 너무 깊습니다. 행렬을 하나씩 붙여 넣으세요.
own-weights = 직접 적은 가중치
hint-own-weights = 가중치를 직접 적었습니다. 눌러서 보고 고칠 수 있습니다
own-weights-write = 가중치와 입력을 직접 적기…
edit-number = { $number }: 화살표로 0.1씩, Shift와 함께 0.01씩 바꾸고 Esc로 되돌립니다
compute-title = 내가 계산하기
compute-lead = 직접 구할 때까지 그림은 새 기억을 보여 주지 않습니다. 종이에 계산해서 여기에 적으면 맞았는지, 틀렸다면 어느 곱이나 단계가 틀렸는지 알려 줍니다.
hint-compute-begin = h를 가리고 직접 구해 봅니다
compute-begin = 내가 계산하기
compute-end = 모두 보기
compute-task = { $of }시점 중 { $step }번째: { $vector }의 값은?
compute-check = 채점
compute-show = 답 보기
hint-compute-show = 이 수를 보여 주고 다음으로 넘어갑니다
compute-right = 맞음
compute-rounded = 맞음(반올림)
compute-wrong = 틀림
compute-unreadable = 수가 아님
compute-missing = { $number } 칸이 비어 있습니다.
compute-all-right = 맞았습니다. { $vector } = { $values }
compute-all-rounded = 반올림한 값으로 맞았습니다. 소수 넷째 자리까지는 { $vector } = { $values }입니다.
compute-shown = { $vector } = { $values }
compute-finished = 모든 시점을 계산했습니다.
compute-terms = 곱 하나씩 계산하기
compute-unit = 구할 수
compute-terms-right = 곱이 모두 맞습니다. 이제 더하면 됩니다.
slip-unknown = { $number } 값이 틀렸는데, 실수 하나만으로는 이 값이 나오지 않습니다. 곱을 하나씩 계산해 보세요.
slip-no-squash = { $number }: { $f }를 씌우기 전의 합입니다. 한 단계가 남았습니다.
slip-other-squash = { $number }: 합은 맞지만 다른 함수를 씌웠습니다. 여기서는 { $f }입니다.
slip-negative = { $number }: 부호가 반대입니다.
slip-other-unit = { $number }: 다른 유닛 { $other }의 값입니다.
slip-product = { $term }: 이 곱의 값이 다릅니다.
slip-missing = { $number }: 합에 { $term } 곱이 빠졌습니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-missing-bias = { $number }: 편향 { $term }의 값이 빠졌습니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-sign = { $number }: { $term } 곱의 부호가 반대입니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-sign-bias = { $number }: 편향 { $term }의 부호가 반대입니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-twice = { $number }: { $term } 곱을 두 번 더했습니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-twice-bias = { $number }: 편향 { $term }의 값을 두 번 더했습니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-no-memory = { $number }: 기억에서 오는 h Wₕ 전체가 빠졌습니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-no-input = { $number }: 입력에서 오는 x Wₓ 전체가 빠졌습니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-turned-memory = { $number }: Wₕ의 열 대신 행을 읽었습니다. 유닛 하나가 열 하나입니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }
slip-turned-input = { $number }: Wₓ의 열 대신 행을 읽었습니다. 유닛 하나가 열 하나입니다.{ $bare ->
    [yes] {" "}{ $f }도 아직 씌우지 않았습니다.
   *[no] {""}
  }

# 학습하는 네트워크
teach = 가르치기
teach-stop = 여기서 끝내기
teach-leave = 학습 전 네트워크로
hint-teach = 네트워크가 이 질문에 답하는 법을 배우고, 그 과정을 지켜봅니다(T)
hint-teach-pause = 여기서 멈춥니다. 이어서 하면 같은 숫자가 그대로 이어집니다(T)
hint-teach-go-on = 여기서부터 계속 배웁니다(T)
hint-teach-again = 학습 전 네트워크에서 아래 설정으로 다시 배웁니다. 설정이 같으면 숫자도 같습니다
hint-teach-begin = 지금 화면에 있는 네트워크를 아래 설정으로 가르칩니다
hint-teach-stop = 학습을 끝냅니다. 지금까지 배운 것은 화면에 남습니다
hint-teach-leave = 배운 것을 버리고, 처음 뽑힌 그대로의 네트워크를 보여 줍니다
hint-teach-close = 이 패널을 닫습니다
teach-title = 가르치기: { $task }
teach-no-picture = 아직 화면에 네트워크가 없습니다.
teach-both-ways = 양방향 네트워크는 반대쪽 끝에서 정답을 미리 보므로 여기서 가르칠 수 없습니다. 앞으로만 읽는 네트워크를 고르세요.
teach-one-word = 단어가 하나뿐이면 배울 것이 없습니다. 서로 다른 단어가 둘 이상인 문장을 써 주세요.
teach-columns = 시점마다 수가 하나인 수열만 배울 수 있습니다. 이 수열은 열이 여러 개입니다.
teach-short-series = 배우기에는 수열이 너무 짧습니다. 수가 적어도 셋은 있어야 합니다.
teach-state = { $step }, { $phase ->
  [paused] 잠시 멈춤
  [stopped] 끝냄
  [done] 마침
  [failed] 중단됨
 *[other] 쉬는 중
}
teach-chance = 아직 찍는 것보다 낫지 않습니다. { $share } 맞히는데, 찍으면 { $chance }입니다.
teach-reach = { $distance }시점 전 첫 단어에 닿은 기울기는 { $there }, 마지막 시점의 기울기는 { $here }입니다.
teach-look = 볼 걸음
hint-teach-look = 이 걸음까지 배운 네트워크를 화면에 보여 줍니다
teach-score = 얼마나 맞히나
teach-loss = 손실
teach-reach-title = 기울기가 어디까지 거슬러 가나
teach-norm = 모든 기울기를 합친 크기 ‖g‖
teach-radius = Wₕ의 스펙트럼 반지름 ρ
teach-radius-say = 1보다 작으면 Wₕ만 거쳐 가는 것은 시점마다 사그라지고, 1보다 크면 커질 수 있습니다. 게이트에는 Wₕ를 비켜 가는 길이 있습니다.
teach-settings = 가르치는 방법
teach-longer = 그만큼 긴 문장으로
hint-teach-longer = 가르치는 길이만큼 긴 문장을 화면에서 읽습니다
teach-delay = 거슬러 갈 시점
teach-delay-help = 맞혀야 할 단어가 몇 시점 전에 있는지입니다. 멀수록 어렵습니다.
teach-rate = 학습률
teach-rate-help = 한 걸음의 크기입니다. 너무 작으면 더디고, 너무 크면 이리저리 튑니다.
teach-clip = 클리핑 기준
teach-clip-help = 기울기가 이보다 크면 줄여서, 한 걸음에 엉뚱한 데로 가지 않게 합니다.
teach-steps = 학습 걸음 수
teach-steps-help = 문장 32개씩 묶어 몇 번 배우는지입니다.
teach-truncate = 기울기가 거슬러 갈 시점
teach-truncate-help = 이만큼 거슬러 가면 기울기를 끊습니다. 비워 두면 끝까지 갑니다.
teach-optimizer = 옵티마이저
teach-optimizer-help = Adam은 가중치마다 보폭을 따로 정하고, SGD는 모두 같은 보폭으로 옮깁니다.
teach-clipped = 기울기 클리핑
teach-changed = 바뀐 설정은 다음에 시작할 때부터 쓰입니다.
teach-take = 가져가기
teach-weights = 가중치(safetensors)
hint-teach-weights = 지금 화면에 있는 네트워크를 PyTorch에서 쓸 수 있게 받습니다
teach-script = PyTorch 스크립트
hint-teach-script = 같은 학습을 스크립트로 받습니다. 첫 가중치, 묶음, 설정이 모두 같습니다
teach-keep = 따로 열기
hint-teach-keep = 배운 네트워크만 따로 열어 다른 패널에서도 봅니다

trust-title = 믿지 말고 확인하세요
trust-lead = 서버가 모든 상태와 모든 종류의 가중치를 조금씩 흔들어, 손실이 기울기가 말한 대로 움직이는지 봅니다. 신경망을 통째로 가져가 PyTorch에 물어봐도 됩니다.
trust-check = 유한 차분으로 확인
trust-script = PyTorch로 복사
trust-curl = curl로 복사
hint-trust-check = 상태와 가중치를 흔들고, 손실을 기울기의 예측과 견줍니다
hint-trust-script = 바로 이 신경망을 PyTorch로 만들고 이 수들을 단언하는 스크립트
files-title = 가져가기
files-run = 이 실행
files-network = 신경망
hint-file-json = 실행의 모든 수: 상태, 입력, 게이트, 기울기
hint-file-ndjson = 시점마다 한 줄, 먼저 순전파, 다음은 역전파
hint-file-csv = 스프레드시트용 표: 시점마다 한 행
hint-file-npz = 마지막 비트까지 그대로인 NumPy 배열
hint-trust-weights = 신경망의 state_dict 파일
hint-trust-curl = 이 페이지 뒤의 요청을 터미널로
trust-alarm = 이 선을 넘으면 오류
trust-say = 기울기와 유한 차분 사이의 상대 오차, 10의 거듭제곱.
trust-checking = 흔들어 보는 중…
trust-good = { $steps }시점과 모든 가중치를 { $probes }번 흔들었습니다. 가장 큰 상대 오차는 { $worst }입니다.
trust-bad = { $probes }번 흔들었습니다. 가장 큰 상대 오차가 { $worst }입니다. 너무 큽니다. 알려 주세요.
trust-beyond = { $probes }번 흔들었지만, 여기의 기울기는 모두 유한 차분이 닿지 않는 크기입니다.
trust-copied = 복사했습니다. { $weights ->
    [file] 스크립트 옆에 weights.safetensors를 두세요
   *[inline] 가중치가 모두 들어 있습니다
}. 모든 h와 기울기 노름을 단언합니다.
trust-curl-copied = 복사했습니다. 터미널에서 같은 수가 나옵니다.
trust-powershell-copied = 복사했습니다. PowerShell에서 같은 수가 나옵니다.
clipping-title = 매개변수마다의 기울기와 클리핑
clipping-lead = 매개변수의 기울기는 모든 시점이 그 매개변수에 대해 말하는 것을 더한 값입니다. 클리핑은 옵티마이저가 한 걸음 내딛기 전에 모든 기울기를 합친 크기를 보고, c보다 크면 전부 같은 비율로 줄입니다. 선을 끌거나 c를 입력해 보세요.
clipping-threshold = 기준값 c
hint-clipping-threshold = torch.nn.utils.clip_grad_norm_의 max_norm
clipping-total = 모두 합쳐 ‖g‖
clipping-none = 글이 너무 길어 매개변수의 기울기까지 받지 못했습니다. 글을 줄이거나 은닉 크기를 줄여 보세요.
clipping-zero = 기울기가 모두 정확히 0이라 줄일 것이 없습니다.
clipping-whole = 모두 합치면 ‖g‖ = { $total }이고, 그 제곱의 { $share }는 { $name } 하나의 몫입니다.
clipping-rests = c = { $c }보다 크지 않으므로 클리핑은 아무것도 바꾸지 않습니다.
clipping-acts = c = { $c }보다 크므로 클리핑은 모든 기울기에 { JOSA($factor, form: "를/을") } 곱합니다(고리 자리). 방향은 그대로이고 길이만 줄어듭니다.
clipping-acts-below = c = { $c }보다 크지 않지만, `clip_grad_norm_`은 먼저 10⁻⁶을 더하므로 모든 기울기에 { JOSA($factor, form: "를/을") } 곱합니다(고리 자리).
beside-title = 두 문장 나란히
beside-lead = 같은 신경망이 다른 문장을 읽습니다. 시드가 같아서 두 문장에 함께 나오는 단어는 벡터도 같습니다. 바뀐 단어 하나가 어디서부터, 얼마나, 언제까지 영향을 주는지 보세요.
beside-text = 둘째 문장
hint-beside-text = 페이지의 문장과 나란히, 한 단어씩 읽습니다
beside-suggest = 한 단어만 바꾸기
hint-beside-suggest = 페이지의 문장에서 한 단어만 바꾼 문장으로 돌아갑니다
beside-read = 페이지 전체에서 읽기
hint-beside-read = 이 문장을 페이지의 문장으로, 페이지의 문장을 둘째 문장으로 바꿉니다
beside-numbers = 지금은 수나 번호를 읽고 있습니다. 문장을 읽게 하면 둘째 문장과 견줄 수 있습니다.
beside-too-long = 나란히 그리기에는 글이 너무 깁니다. 글을 줄이거나 은닉 크기를 줄여 보세요.
beside-equal = 같음
beside-nothing = 나란히 놓을 단어가 하나도 없습니다.
beside-same = 두 문장의 상태는 모든 시점에서 같습니다.
beside-longer = 두 문장에 모두 단어가 있는 자리에서는 상태가 같습니다.
beside-part = 두 상태는 “{ $word }”에서 갈라집니다. 거기서 ‖h − h′‖ = { $size }입니다.
beside-meet = { $begins ->
    [yes] 차이는 거기서 가장 크고,
   *[no] 차이는 “{ $peak }”에서 { $most }까지 커졌다가,
} “{ $word }”에서 사라집니다. 그 뒤로는 두 상태가 같습니다.
beside-near = { $begins ->
    [yes] 차이는 거기서 가장 크고 그 뒤로 줄어듭니다.
   *[no] 차이는 “{ $peak }”에서 { $most }까지 커졌다가 다시 줄어듭니다.
} 마지막으로 읽는 “{ $last }”에서는 { $size }, 가장 컸을 때의 { $share }입니다.
beside-apart = { $begins ->
    [yes] 차이는 거기서 가장 큽니다.
   *[no] 차이는 “{ $peak }”에서 { $most }로 가장 큽니다.
} 다시 만나지는 않습니다. 마지막으로 읽는 “{ $last }”에서는 { $size }입니다.
beside-farthest = 다시 만나지 않습니다. 마지막으로 읽는 “{ $last }”에서 차이가 { $size }로 가장 큽니다.
beside-here = { $same ->
    [yes] 두 문장 모두 “{ $one }”
   *[no] { JOSA($one, form: "와/과", quote: "yes") } “{ $other }”
}: ‖h − h′‖ = { $size }.
beside-here-gap = “{ $one }”의 짝이 되는 단어가 없습니다.

## 한글 실험실
lab-title = 한 문장, 세 가지로 자르기
lab-lead = 같은 글을 단어, 글자, 자모로 읽습니다. 잘게 자를수록 기울기는 같은 거리를 더 많은 시점에 걸쳐 지나갑니다. 기울기를 줄이거나 키우는 것은 글의 길이가 아니라 시점의 수입니다.
lab-text = 여기서 읽을 문장
lab-read = 페이지 전체에서 읽기
hint-lab-read = 이 문장을 페이지의 문장으로 삼습니다
lab-grain-word = 단어
lab-grain-char = 글자
lab-grain-jamo = 자모
lab-count = { $grain ->
    [char] 글자 { $n }개
    [jamo] 자모 { $n }개
   *[word] 단어 { $n }개
}
lab-say = { $counts }: 문장의 처음까지 닿는 기울기는 { $levels }입니다.{ $known ->
    [alike] {" "}한 시점을 지날 때 곱해지는 수는 평균 { $each }쯤입니다. 한 시점에 글을 얼마나 읽는지와는 거의 상관이 없습니다.
    [apart] {" "}한 시점을 지날 때 곱해지는 수는 평균 { $each }입니다. 여기서는 자르는 방법에 따라 다릅니다.
   *[no] {""}
}
lab-here = { $grain ->
    [char] 글자
    [jamo] 자모
   *[word] 단어
} “{ $token }” { $level }
lab-korean = 한국어 문장
lab-english = 영어 문장
lab-korean-honorific = 할머니께서는 어제 시장에서 사 온 사과를 우리에게 나누어 주셨다
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
lab-english-garden-why = 여기서 man은 ‘배에 타서 부리다’라는 동사입니다. 명사로 읽었다면 처음으로 되돌아가야 합니다.
lab-english-list = the box with the apples pears plums grapes figs and dates is empty
lab-english-list-why = is의 주어는 box인데, 그 사이에 과일 여섯 가지가 끼어 있습니다.

## 여덟 장 수업
lesson-chapters = 장
lesson-previous = 앞 문단 (↑)
lesson-following = 다음 문단 (↓)
lesson-sources = 참고 문헌
copy-by-hand = 이 브라우저에서는 페이지가 복사할 수 없습니다. 글을 선택해 두었으니 Ctrl+C나 ⌘C로 복사하세요.

## 숫자 입력
# 이름이 -series로 끝나는 문장은 숫자를 읽을 때 그 이름의 문장 대신 쓰입니다.
reads = 신경망이 읽는 것
reads-words = 단어
hint-reads-words = 문장을 읽습니다
hint-reads-words-not = 이 신경망에는 임베딩이 없어서 숫자만 읽습니다
reads-numbers = 숫자
hint-reads-numbers = 숫자를 읽습니다. 붙여 넣거나, 그리거나, 준비된 수열을 고르세요
hint-numbers = 숫자를 어디서 가져올지 정합니다
numbers-open = 숫자: 그리기, 붙여 넣기, 고르기
numbers-title = 읽을 숫자
numbers-ready = 준비된 수열
numbers-sine = 사인
hint-numbers-sine = 12시점마다 한 바퀴 도는 사인 곡선
numbers-steps = 계단
hint-numbers-steps = 8시점마다 높이가 바뀌는 계단
numbers-noise = 잡음
hint-numbers-noise = 시드에서 뽑은, 0 둘레의 무작위 수
numbers-flat = 0
hint-numbers-flat = 모두 0입니다. 그 위에 곡선을 그려 보세요
numbers-nile = 나일강
hint-numbers-nile = 아스완에서 잰 나일강의 한 해 유량, 1871–1970년, 10⁸ m³ (Cobb, 1978; 퍼블릭 도메인)
numbers-sunspots = 태양 흑점
hint-numbers-sunspots = 한 해 평균 태양 흑점 수, 1700–2008년 (미국 국립지구물리자료센터; 퍼블릭 도메인)
numbers-length = 길이
hint-numbers-length = 곡선을 이루는 수의 개수. 길이를 바꾸면 곡선이 늘거나 줄어듭니다
numbers-drawing = 곡선
numbers-keys = 곡선 위에 그리기 · ← → 다른 점 · ↑ ↓ 값 (Shift: 조금씩)
numbers-column = 열
numbers-point = { $name }: { $value }
numbers-step = 시점 { $n }
numbers-standardised = 표준화함
numbers-text = 글자로 적은 숫자
hint-numbers-text = 한 열, CSV 같은 표, 또는 [0.1, 0.2]나 tensor(…) 같은 목록을 붙여 넣으세요
numbers-size = { $columns ->
    [1] 수 { $rows }개입니다.
   *[other] { $columns }개 열에 수가 { $rows }개씩 있습니다.
}
numbers-parted = { $separator ->
    [tab] 탭
    [semicolon] 쌍반점
    [comma] 쉼표
   *[space] 빈칸
}으로 { $columns }개 열을 나누었습니다.
numbers-comma = 쉼표를 소수점으로 읽었습니다.
numbers-turned = 한 줄을 한 열로 읽었습니다.
numbers-header = 첫 줄은 열의 이름입니다.
numbers-labelled = “{ $name }” 열은 시점의 이름입니다.
numbers-labelled-first = 첫 열은 시점의 이름입니다.
numbers-picked = 읽을 열
numbers-all-columns = 모든 열
numbers-nth-column = { $n }번째 열
numbers-dropped = 글자로 된 열 { $count }개를 뺐습니다({ $names }).
numbers-standardise = 표준화
numbers-scaled = 신경망이 읽는 값은 x = (수 − { $mean }) / { $deviation }입니다. 평균 0, 표준편차 1이고 소수 다섯 자리까지 씁니다.
numbers-scaled-each = 열마다 그 평균을 빼고 그 표준편차로 나눕니다. 평균 0, 표준편차 1이고 소수 다섯 자리까지 씁니다.
numbers-as-they-are = 숫자를 그대로 읽습니다.
numbers-as-they-are-large = 숫자를 그대로 읽는데, 0에서 먼 값이 있습니다. 이런 값은 tanh와 게이트를 끝까지 밀어붙입니다. 신경망에는 ±1쯤이 알맞습니다.
numbers-fault-empty = 여기에는 숫자가 없습니다.
numbers-fault-text = 글은 { $limit }자까지 읽을 수 있는데 { $count }자입니다.
numbers-fault-rows = 숫자는 { $limit }개까지 이어 읽을 수 있는데 { $count }개입니다.
numbers-fault-columns = 열은 { $limit }개까지 읽을 수 있는데 { $count }개입니다.
numbers-fault-ragged = { $line }번째 줄은 열이 { $got }개인데 첫 줄은 { $expected }개입니다.
numbers-fault-missing = { $line }번째 줄의 { $column }번째 열이 비었습니다. 시점마다 수가 있어야 합니다.
numbers-fault-cell = { $line }번째 줄: { JOSA($cell, form: "는/은", quote: "yes") } 수가 아닙니다.
numbers-fault-range = { $line }번째 줄: { JOSA($cell, form: "는/은", quote: "yes") } 배정밀도로 나타낼 수 없습니다.
numbers-fault-mixed = { $line }번째 줄: “{ $cell }”에는 쉼표가, “{ $other }”에는 점이 있습니다. 어느 쪽이 소수점인가요?
numbers-fault-thousands = { $line }번째 줄: { JOSA($cell, form: "는/은", quote: "yes") } 천 단위인지 소수인지 알 수 없습니다. 쉼표를 빼거나 점으로 쓰세요.
number-original = { $token }, 원래 값 { $value }

forecast-title = 예측한 값과 실제로 온 값
forecast-lead = 수를 하나 읽을 때마다 출력층은 W h + b, 곧 다음에 올 수를 말합니다. 아래 막대는 얼마나 빗나갔는지를 보입니다. 손실은 그 평균이며, 한 시점에서만 잴 때는 그 시점의 값입니다.
forecast-truth = 실제로 온 값
forecast-said = 예측한 값
forecast-errors = ½ 오차²
forecast-mean = L
forecast-mean-one = 평균
forecast-step = { JOSA($token, form: "를/을") } 읽고 { JOSA($said, form: "를/을") } 예측했는데 { JOSA($truth, form: "가/이") } 왔습니다. { $off }만큼 빗나갔고, ½ 오차²은 { $error }입니다.
forecast-step-row = { JOSA($token, form: "를/을") } 읽고 한 예측은 모두 { $off }만큼 빗나갔고, ½ 오차²은 { $error }입니다.
forecast-step-last = 마지막 { JOSA($token, form: "를/을") } 읽고 { JOSA($said, form: "를/을") } 예측합니다. 견줄 값은 더 오지 않습니다.
forecast-all = { $steps }개 시점에서 ½ 오차²의 평균은 { $mean }입니다. 방금 본 수를 그대로 말했다면 { $naive }입니다.
caption-loss-forecast = 손실은 모든 상태에게 다음 수를 묻습니다. L = { $loss }.
caption-loss-forecast-one = 손실은 { $h }에게 다음 수 { JOSA($next, form: "를/을") } 묻습니다. L = { $loss }.
caption-loss-label = 손실은 { $h }에게 클래스 { $class }를 묻습니다. L = { $loss }.

count-series = { $columns ->
    [1] 수 { $n }개
   *[other] 수 { $n } × { $columns }개
}
count-unlinked-series = { count-series }, 링크에 담기지 않습니다
hint-input-size-series = x를 이루는 수의 개수. 한 행에 있는 수만큼입니다
overview-state-series = 유닛 { $unit } · { $token } · { $value }
overview-gradient-series = 유닛 { $unit } · { $token } · 기울기 { $value }
overview-norm-series = { $token } · 기울기 { $value }
view-sentence-series = 곡선
hint-view-sentence-series = 숫자 자체. 시점마다 남긴 상태로 칠합니다 (−)
hint-view-unrolled-series = 펼친 고리: 수마다 셀의 사본 하나
hint-shade-series = 시점의 색이 무엇을 뜻하는지 고릅니다
tip-edge-on-series = { $from }의 A에서 { $to }의 A로 · ‖{ $of }‖ = { $norm }
tip-edge-last-series = { $from }의 A에서 L로 · ‖{ $of }‖ = { $norm }
tip-edge-up-series = { $from }의 A에서 밖으로, 같은 벡터가 다음으로도 · ‖{ $of }‖ = { $norm }
tip-edge-in-series = { $from }에서 A로 · ‖{ $of }‖ = { $norm }
tip-edge-back-series = 기울기 · { $from }의 A에서 { $to }의 A로 · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-end-series = { $from }의 A에서, 읽기가 끝나는 곳 · ‖{ $of }‖ = { $norm }
tip-edge-back-part-series = 기울기 · { $from }의 A에서 { $to }의 A로 · ∂L/∂{ $of } 가운데 이 길로 오는 몫: { $norm }
tip-edge-first-above-series = 기울기 · { $n }층에서 내려와 { $to }의 A로 · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-first-series = 기울기 · L에서 { $to }의 A로 · ‖∂L/∂{ $of }‖ = { $norm }
text-region-series = 곡선. 엔터를 누르면 재생 위치의 시점이 사슬에서 열립니다.
text-norm-series = { $token } · ‖{ $h }‖ = { $value }
text-unit-series = { $token } · { $h }의 유닛 { $unit } = { $value }
text-gradient-series = { $token } · 기울기 { $value }
text-gradient-gone-series = { $token } · 기울기 { $value }: 사라졌습니다
text-gradient-zero-series = { $token } · 기울기 0: 이어지는 길이 없습니다
text-gate-series = { $token } · { $gate }의 평균 = { $value }
text-ahead-series = { $token } · 아직 읽지 않음
text-forecast = { $told } · 예측: { $said }
shade-input-series = 어느 수가 정했나, ‖∂L/∂x‖
text-input-series = { $token } · ‖∂L/∂{ $x }‖ = { $value }{ $most ->
    [here] { " · 가장 크게 영향을 준 수" }
    [there] { " · 가장 큰 수: " }{ $other }
   *[unsaid] {""}
}
text-input-ranking-series = 손실에 가장 크게 영향을 준 수, ‖∂L/∂x‖ 순서: { $list }.
pinned-title-series = 고정한 열: { $token }의 { $element }
why-gate-plain-series = { $name } { $gate }의 유닛 { $unit }: { $y }. 수열이 길면 가중치는 생략합니다.
why-plain-series = 유닛 { $unit }: { $way ->
    [rose] { $from }에서 { JOSA($to, form: "로/으로") } 올라갔습니다
    [same] { $to } 그대로입니다
   *[fell] { $from }에서 { JOSA($to, form: "로/으로") } 내려갔습니다
}. 수열이 길면 가중치는 생략합니다.
why-before-series = { $symbol }의 유닛 { $unit }: { $value }. { JOSA($token, form: "가/이") } 오기 전의 값입니다.
ledger-step-series = { $token }에서 ‖∂L/∂{ $h }‖는 { $norm }입니다. { $f } { $slope }배, Wₕ { $weight }배. { $before }에서는 { $left }입니다.
ledger-step-past-h-series = { $token }에서 ‖∂L/∂{ $h }‖는 { $norm }입니다. 게이트와 Wₕ를 거쳐 { $through }, 행렬을 비켜 { $past }만큼 돌아갑니다. { $before }에서는 { $left }입니다.
ledger-step-past-c-series = { $token }에서 ‖∂L/∂{ $h }‖는 { $norm }입니다. 게이트와 Wₕ를 거쳐 h로 { $through }, 행렬을 비켜 c를 따라 { $past }만큼 돌아갑니다. { $before }에서는 { $left }입니다.
ledger-step-only-series = { $token }에서 ‖∂L/∂{ $h }‖는 { $norm }입니다.
path-moved-series = { $token }까지 읽은 { JOSA($h, form: "는/은") } ({ $x }, { $y })에 있습니다. { $before }에서 { $moved }만큼 움직였고, 그중 { $shown }만큼이 여기에 보입니다.
squash-none-series = 수열이 길어 응답에 활성값이 모두 들어 있지 않습니다. 더 짧은 수열이면 어디에 놓이는지 보입니다.
longer-why-series = 수열이 길면 더 잘 보입니다.
longer-series = 긴 문장 읽기
memory-lead-series = 수 몇 개 전의 h가 조금 달랐다면 마지막 h는 얼마나 달라질까요? 그 야코비 행렬의 노름, 곧 남아 있을 수 있는 최대치입니다. 선은 이 신경망, 띠는 비슷한 여러 신경망입니다.
memory-half-life-series = 이 신경망은 수 { $first }개가 지나면 알던 것의 절반을 잃고, 이 수열에서는 평균 { $n }개마다 절반이 됩니다.
memory-half-gone-series = 이 신경망은 수 { $first }개가 지나면 알던 것의 절반을 잃지만, 이 수열에서 계속 줄지는 않습니다.
memory-keeps-series = 이 신경망은 수 { $steps }개를 읽는 동안 알던 것의 절반 아래로 내려가지 않습니다.
memory-gone-series = 이 신경망에는 수 { $n }개보다 앞선 것이 정확히 0만큼 남습니다.
memory-many-never-series = 시드 { $seeds }개 가운데 적어도 절반은 이 수열이 끝나도록 한 번도 절반이 되지 않을 만큼 느립니다.
memory-never-series = 이 수열보다 긴 동안
memory-point-series = { $distance } 전 { $token }: 이 신경망에는 { $level }만큼 남았습니다. 시드 { $seeds }개의 절반은 { $low }에서 { $high } 사이입니다.
memory-short-series = 수가 이렇게 적으면 잊을 것도 거의 없습니다.
compare-title-series = 여러 셀, 한 수열
compare-lead-series = 수도 시드도 같습니다. 게이트는 증상을 덜 뿐 낫게 하지는 못합니다. 첫 수까지 기울기를 얼마나 되돌려 주는지 셀마다 견주어 보세요.
compare-step-series = { $token }, { $h }: { $list }.
compare-too-long-series = 셀마다 한 번씩 읽기에는 수열이 너무 깁니다. 수열을 줄이거나 은닉 크기를 줄이면 견줄 수 있습니다.
whatif-none-series = 아직 바꾼 것이 없습니다. 막대를 끌어 보세요.
whatif-too-long-series = 여기서 바꿔 보기에는 너무 깁니다. 수열을 줄이거나 은닉 크기를 줄여 보세요.
footer-promise-series = 이 페이지의 모든 수는 입력한 수열로 계산한 값입니다. 직접 그린 수 말고는 그려 넣은 수가 없습니다.

## 페이지 아래
footer-json = 이 숫자를 JSON으로
footer-docs = API
footer-promise = 이 페이지의 모든 수는 입력한 문장으로 계산한 값입니다. 그려 넣은 수는 없습니다.
keys = 단축키 (?)
hint-keys = 쓸 수 있는 모든 키 (?)

## 페이지에서 생길 수 있는 문제
problem-unreachable = 서버가 응답하지 않습니다. 마지막 그림을 그대로 둡니다.
problem-unreachable-first = 서버가 응답하지 않아 아직 그림이 없습니다.
retry = 다시 시도
wordless = 페이지의 글을 받지 못했습니다. 받을 때까지 다시 요청하니 그대로 두어도 됩니다.

about = 순환 신경망이 문장을 읽고, 그 기울기가 거슬러 가는 모습을 보여 줍니다. 이야기는 여덟 장이며, 맨 위에 적힌 막들에 나뉘어 있습니다.
caption-finished = { $unit ->
    [char] 글자
    [jamo] 자모
    [id] 번호
    [number] 수
    [row] 행
   *[word] 단어
} { $n }개를 모두 읽었습니다. ← →로 한 단계씩, 스페이스로 재생합니다.

## 여는 장면
intro-sentence = 순환 신경망이 이 문장을 읽습니다.
intro-read = 상자 A 하나가 단어를 하나씩 받습니다. 기억할 자리는 수 { $n }개뿐입니다.
intro-unroll = 펼쳐 보면, 단어마다 같은 A입니다.
intro-question = 첫 단어는 무엇이었을까요? 답은 “{ $said }”. 정답 “{ $right }”의 확률은 { $share }입니다.
intro-back = 누구 탓일까요? 기울기가 거슬러 가며 찾습니다. “{ $word }”까지 온 것은 { $left }입니다.
intro-pull = 이제 직접 해 보세요. 시점마다 곱하는 Wₕ를 끌면 강물이 달라집니다.
intro-pulled = ρ = { $rho }. “{ $word }”까지 온 기울기는 { $left }입니다.
intro-dries = ← 마름
intro-swells = 넘침 →
intro-handle = Wₕ의 스펙트럼 반지름
intro-before = 이전
intro-next = 다음
intro-skip = 건너뛰기
intro-go = 계속하기
intro-again = 여는 장면 다시 보기

## The acts and the instrument

modes = 이 페이지를 읽는 방법
act-1 = 1막
act-2 = 2막
act-3 = 3막
act-4 = 마무리
act-1-name = 읽는다
act-2-name = 탓한다
act-3-name = 고친다
act-4-name = 확인한다
act-onward-1 = 2막: 틀린 답은 누구 탓일까?
act-onward-2 = 3막: 어떻게 고칠까?
act-onward-3 = 마무리: 정말 믿어도 될까?
instrument = 실험대
hint-instrument = 무대 아래에 모든 설정과 모든 패널이 있습니다
row-pinned-title = 유닛 하나, 곱셈 하나하나
row-squash-title = 값을 누르는 곡선
row-experiment-title = 어느 셀이 얼마나 멀리 배우는가
row-pinned = 이 수를 올리고 내린 것이 무엇인지, 가중치마다 봅니다.
row-squash = 들어간 값과 나온 값, 그 자리의 기울기를 봅니다.
row-trajectory = 상태가 점이 되어 단어마다 자리를 옮깁니다.
row-exercise = 가중치를 직접 적고, 한 시점을 손으로 계산해 봅니다.
row-forecast = 예측한 값 옆에 실제로 온 값을 놓고 봅니다.
row-dial = Wₕ의 수 하나를 돌리면 기울기가 마르거나 넘칩니다.
row-memory = 시드가 다른 신경망 스무 개, 기울기는 어디까지 닿을까요?
row-whatif = 단어나 수 하나를 바꾸고 그 뒤를 따라갑니다.
row-clipping = 기울기에 한도를 두면 매개변수마다 무엇이 달라질까요?
row-compare = RNN, GRU, LSTM이 같은 글을 읽습니다. 누구의 기울기가 돌아올까요?
row-beside = 한 단어만 다른 두 문장이 어디서 갈라지는지 봅니다.
row-trust = 서버가 수를 하나하나 흔들어 보고 견줍니다.
row-experiment = 같은 과제를 점점 먼 거리에서 배운 셀들을 견줍니다.
row-neurons = 학습된 신경망에서 뜻을 알아볼 수 있는 유닛들입니다.
row-lab = 단어로, 음절로, 자모로 잘라 읽습니다.
