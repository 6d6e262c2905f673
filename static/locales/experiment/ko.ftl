# 실험 패널의 말: 패널이 가까워지면 가져온다.

experiment-title = “RNN은 긴 데이터를 다루지 못한다”: 직접 실험해 보기
experiment-lead = 기호 하나를 읽고 다른 기호들을 더 읽은 뒤, 맨 처음 것이 무엇이었는지 맞힙니다. 그 사이에 몇 개까지 끼어도 될까요? 점 하나가 학습 한 번입니다.
experiment-none = 여기서는 아무것도 배우지 못했습니다. 간격 { $shortest }조차 배우지 못했습니다.
experiment-borne-out = 여기까지는 맞는 말입니다. 게이트가 있는 셀은 모두 기본 RNN보다 긴 간격을 모든 시드에서 배웠습니다. 기본 RNN은 { $plain ->
    [none] 가장 짧은 간격도 다 배우지 못했고
   *[other] { $plain }까지
}, 가장 멀리 간 셀은 { $best }까지입니다.
experiment-partly = 일부만 맞는 말입니다. 모든 시드에서 기본 RNN보다 긴 간격을 배운 것은 { $further }뿐입니다. 기본 RNN은 { $plain ->
    [none] 가장 짧은 간격도 다 배우지 못했고
   *[other] { $plain }까지
}, 가장 멀리 간 셀은 { $best }까지이고, 게이트가 있는 다른 셀은 더 나을 것이 없었습니다.
experiment-not-borne-out = 맞지 않는 말입니다. 게이트가 있는 어떤 셀도 모든 시드에서 기본 RNN보다 긴 간격을 배우지 못했습니다. 기본 RNN은 { $plain ->
    [none] 가장 짧은 간격도 다 배우지는 못했습니다.
   *[other] { $plain }까지 배웠습니다.
}
experiment-plain-all = 맞지 않는 말입니다. 기본 RNN은 여기 있는 간격을 { $plain }까지 모두, 모든 시드에서 배웠습니다.
experiment-without-gates = 게이트만이 길은 아닙니다. { JOSA($names, form: "는/은") } 게이트 없이도 간격 { $delay }까지 모든 시드에서 배웠습니다.
experiment-end = 간격 { $delay }부터는 이 셀들 가운데 { $steps }스텝 안에 배운 것이 없습니다. 게이트가 있어도 마찬가지입니다.
experiment-yet = 그래도 닿을 수 없는 곳은 아닙니다. 한 가지만 바꾸면 { JOSA($cell, form: "는/은") } 간격 { JOSA($delay, form: "를/을") } 배웠습니다(시드 { $of }개 중 { $n }개).
experiment-no-end = 가장 긴 간격 { $longest }도 배운 것이 있습니다.
experiment-cell-far = { $cell }: { $delay }까지
experiment-cell-none = { $cell }: { $delay }도 모든 시드가 배우지는 못함
experiment-cell-some = {" "}({ $delay }에서는 시드 { $of }개 중 { $n }개)
experiment-accuracy = 간격에 따른 정확도
experiment-kinds = 셀 하나만 보기
experiment-points = 시드마다 점 하나이고, 배웠으면(연속 두 번 99%) 속을 채웁니다. 선은 평균입니다. 고리를 두른 점은 여기서 돌린 학습입니다.
experiment-guessing = 찍었을 때: { $percent }
experiment-axis = 간격: 묻는 기호 뒤에 온 기호의 수
experiment-delay = 간격
experiment-delay-short = 간격
experiment-reach = 그래디언트가 거슬러 가는 거리, 간격 { $delay }
experiment-reach-lead = 오른쪽 끝이 질문입니다. 질문에서의 그래디언트와 비교해 보라색으로 칠했고, 천분의 일보다 적게 남는 곳에 표시했습니다.
experiment-before = 학습 전
experiment-after = 학습 후
experiment-question = 질문
experiment-symbol = 첫 기호
experiment-steps = { $n }스텝
experiment-places = 배웠는가, 못 배웠는가
experiment-places-lead = 학습이 진행되는 동안의 정확도입니다. 모든 시드가 배운 칸은 밝습니다. 하나를 고르면 그 그래디언트를 볼 수 있습니다.
hint-experiment-places = 셀과 간격 고르기: 누르거나 화살표 키를 쓰세요
experiment-place-none = 셀과 간격을 고르세요.
experiment-place = { $cell }, 간격 { $delay }: 시드 { $of }개 중 { $n }개가 배웠습니다(정확도 { $accuracies }). 그래디언트는 { $delay }스텝 가운데 학습 전에는 { $before }스텝, 학습 후에는 { $after }스텝까지 거슬러 갔습니다.
experiment-changes = 무엇이 결과를 바꿀까
experiment-changes-lead = 한 번에 한 가지만 바꿉니다. 시드마다 점 하나이고, 배웠으면 속을 채웁니다.
experiment-as-is = 위와 같이
experiment-changed = 바꾼 뒤
experiment-compare-forget-bias = 망각 게이트의 편향
experiment-change-learning-rate = 학습률 { $value }
experiment-change-clip = { $value }에서 클리핑
experiment-change-clip-none = 클리핑 없음
experiment-change-steps = { $value }스텝
experiment-change-truncate = 그래디언트 { $value }스텝까지
experiment-change-truncate-none = 그래디언트가 끝까지 거슬러 감
experiment-change-hidden-size = 유닛 { $value }개
experiment-change-batch-size = 스텝마다 시퀀스 { $value }개
experiment-change-optimizer = 최적화 { $value }
experiment-effect-more = 학습 { $of }번 가운데 { $before }번이 아니라 { $after }번 배웠습니다.
experiment-effect-fewer = 학습 { $of }번 가운데 { $before }번이 아니라 { $after }번만 배웠습니다.
experiment-effect-none = 학습 { $of }번 가운데 한 번도 배우지 못했습니다. 위와 같이 하면 { $before }번 배웁니다.
experiment-effect-same = 학습 { $of }번 가운데 { $after }번 배웠습니다. 달라지지 않았습니다.
experiment-live = 작은 실험을 여기서 돌려 보기
experiment-live-lead = 셀 둘, 짧은 간격, 시드 하나로 이 서버에서 하나씩 차례로 학습합니다. 점은 위 그림에 바로 그려집니다.
experiment-first = 셀
experiment-second = 상대
experiment-run-grid = 돌리기
experiment-run-pair = 둘 다 해 보기
experiment-stop = 멈추기
hint-experiment-first = 학습시킬 셀
hint-experiment-second = 나란히 학습시킬 셀
hint-experiment-seed = 신경망과 시퀀스를 뽑는 시드입니다. 시드가 같으면 수도 모두 같습니다
hint-experiment-delay = 첫 기호와 질문 사이에 기호가 몇 개 있는지
hint-experiment-change = 두 학습에서 다른 한 가지
hint-experiment-run = 이 셀들을 지금 학습합니다. 다시 누르면 멈춥니다
hint-experiment-pair = 이 한 가지만 다르게 두 번 학습합니다. 다시 누르면 멈춥니다
experiment-under-way = { $of }개 중 { $place }번째: { $cell }, 간격 { $delay }, { $steps }스텝 중 { $step }
experiment-waiting = 다른 학습이 돌고 있습니다. 대기 순서 { $n }번째
experiment-live-all = { $cell }(시드 { $seed }): 간격 { JOSA($learned, form: "를/을") } 배웠습니다.
experiment-live-some = { $cell }(시드 { $seed }): 간격 { JOSA($learned, form: "는/은") } 배우고 { JOSA($not, form: "는/은") } 못 배웠습니다.
experiment-live-none = { $cell }(시드 { $seed }): 간격 { $not } 가운데 하나도 못 배웠습니다.
experiment-pair = 그래디언트는 얼마나 거슬러 가도 될까? 어디서 클리핑할까?
experiment-pair-lead = 같은 학습을 한 가지만 다르게 두 번 합니다. 잘린 그래디언트는 자른 곳을 넘지 못합니다. 보라색이 거기서 끝나는 것을 보세요.
experiment-change = 바꿀 것
experiment-pair-yes-no = 위와 같이 하면 배웠지만({ $before }), 바꾸면 배우지 못했습니다({ $after }).
experiment-pair-no-yes = 위와 같이 하면 배우지 못했지만({ $before }), 바꾸면 배웠습니다({ $after }).
experiment-pair-yes-yes = 둘 다 배웠습니다({ $before }, { $after }).
experiment-pair-no-no = 둘 다 배우지 못했습니다({ $before }, { $after }).
experiment-pair-cut = 묻는 기호는 { $delay }스텝 전에 있는데 그래디언트는 { $n }스텝만 거슬러 갑니다. 그 기호에서는 그래디언트가 한 번도 오지 않았습니다.
experiment-pair-cut-yet = { $delay }스텝 전의 기호에서는 그래디언트가 한 번도 오지 않았습니다. 그래도 마지막 { $n }스텝까지 실려 온 것만으로 충분했습니다.
experiment-settings = 유닛 { $H }개, 입력 { $I }차원, { $optimizer } 학습률 { $rate }, 그래디언트 클리핑 { $clip ->
    [none] 없음
   *[other] { $clip }
}, 스텝마다 시퀀스 { $batch }개, 최대 { $steps }스텝, 시드 { $seeds }. RNN Flow { $version }과 NumPy { $numpy }로 프로세서 하나에서 { $time } 걸렸습니다.
experiment-seconds = { $n }초
experiment-minutes = { $n }분
experiment-hours = { $n }시간
experiment-download = 원본 숫자(JSON)
hint-experiment-rnn = tanh를 쓰는 기본 RNN
hint-experiment-relu-rnn = ReLU를 쓰고 W_h가 단위행렬로 시작합니다. 게이트는 없지만 천천히 잊습니다
hint-experiment-gru = GRU
hint-experiment-lstm = PyTorch가 뽑는 그대로의 LSTM
hint-experiment-lstm-forget = 망각 게이트의 편향이 1로 시작하는 LSTM: 기억하는 것에서 시작합니다
hint-experiment-lstm-forget-5 = 망각 게이트의 편향이 5로 시작하는 LSTM
