# 배우는 네트워크의 패널이 제 이름표 말고 하는 말: 패널이 열릴 때 가져옵니다.

teach-cells = Wₕ의 숫자 하나하나
teach-cells-still = 학습은 이 숫자들을 움직입니다.
teach-cells-moved = 숫자 하나가 평균 { $moved }만큼 움직였습니다. 안쪽의 작은 칸은 학습 전 값입니다.
teach-cells-moved-fine = 학습을 시작한 뒤로 숫자 하나가 평균 { $moved }만큼 움직였습니다.
teach-plane = 복소평면에 놓인 Wₕ의 고윳값
teach-plane-say = 고윳값 { $n }개 가운데 { $outside }개가 단위원 밖에 있습니다. 흐린 점은 앞선 걸음의 자리이고, 점선 원의 반지름이 ρ입니다.

teach-pause = 잠시 멈춤
teach-go-on = 이어서
teach-again = 처음부터 다시
teach-begin = 시작
teach-close = 닫기
teach-waiting = 기다리는 중…
teach-asks-first = { $distance ->
  [0] 방금 읽은 단어 말하기
 *[other] { $distance }시점 전에 읽은 첫 단어 말하기
}
teach-asks-next = 수열의 다음 수 말하기
teach-lead = 가중치가 모두 무작위라 아직 아무것도 모릅니다. 시작을 누르면 이 기호들로 만든 새 문장을 32개씩 읽고, 정답을 들은 뒤, 모든 가중치를 기울기 반대쪽으로 조금씩 옮깁니다.
teach-asking = 서버에 묻는 중
teach-queued = 기다리는 중: { $waiting }개 가운데 { $position }번째
teach-step-of = { $steps }걸음 중 { $step }걸음
teach-untold = 학습 전: 아직 예를 하나도 보지 않았습니다.
teach-learning = 배우는 중입니다. { $share } 맞힙니다. 찍으면 { $chance }입니다.
teach-learning-over = 조금만 배웠습니다. { $share } 맞힙니다. 찍으면 { $chance }입니다.
teach-learned = 다 배웠습니다. { $share } 맞힙니다. 찍으면 { $chance }입니다.
teach-chance-over = 배우지 못했습니다. { $share } 맞히는데, 찍으면 { $chance }입니다.
teach-lost = 한때 할 줄 알다가 다시 잊었습니다. 지금은 { $share }, 가장 잘할 때는 { $best } 맞혔습니다.
teach-closer = 오차는 { $loss }입니다. 바로 앞 수를 그대로 말할 때의 오차 { $repeating }보다 작습니다.
teach-farther = 오차는 { $loss }입니다. 바로 앞 수를 그대로 말하는 편이 낫습니다(오차 { $repeating }).
teach-held-out = 학습에 쓰지 않은 문장에서는 { $share } 맞힙니다.
teach-held-out-loss = 학습에 쓰지 않은 부분에서 오차는 { $loss }입니다.
teach-reach-gone = { $distance }시점 전 첫 단어에 닿은 기울기는 { JOSA($there, form: "라서/이라서") } 거의 아무것도 움직이지 못합니다. 마지막 시점에서는 { $here }입니다.
teach-reach-grew = 처음에는 { $began }이었고, 그동안 커졌습니다.
teach-reach-fell = 처음에는 { $began }이었고, 그동안 작아졌습니다.
teach-cut = 기울기는 { $truncate }시점까지만 거슬러 가는데 첫 단어는 { $distance }시점 전에 있어, 거기에는 아무것도 닿지 않습니다.
teach-clips = { $count ->
  [0] 지금까지 { $clip }에서 클리핑한 걸음이 없습니다.
 *[other] { $clip }에서 클리핑: 지금까지 { $told }걸음 중 { $count }걸음. 눈금 하나가 한 번입니다.
}
teach-unclipped = 클리핑하지 않습니다.
teach-score-loss = 오차가 얼마나 되나
teach-chance-level = 찍기 { $chance }
teach-repeating = 앞 수를 그대로 말하기
teach-last-step = 마지막 시점
teach-first-step = 첫 단어
teach-all = 끝까지
