"""Several IQN agents at once on one GPU: dqn's default of then written a second time, in PyTorch, to try settings over many frames.

    python3 search.py SECONDS FOLDER NAME[:key=value,...]...

Each agent writes FOLDER/NAME.csv: the frame at which each training game ended, its score and its agent steps. It plays 64
games at once, which dqn's default does not, and takes a truncated game for an ended one. Needs torch, ale-py and, to be of
any use, a GPU. What lies beside it was made with ale-py 0.12.1, on one NVIDIA H100 and 16 cores, by

    python3 search.py 584 . constant-rate:average=1000,threads=4 munchausen:munchausen=1,n=1,average=1000,threads=4 \\
        pooled:pool=6,average=1000,threads=4 twice-the-rate:lr=5e-4,average=1000,threads=4
    python3 search.py 145 . pooled-munchausen:pool=6,munchausen=1,n=3,average=1000,threads=8 \\
        pooled-batch-128:pool=6,batch=128,every=32,lr=5e-4,average=1000,threads=8

and, on one NVIDIA H200 and 16 cores, by

    python3 search.py 560 . falling-munchausen-3-s1:pool=6,munchausen=1,n=3,average=1000,decay_to=0.3,threads=4 \\
        falling-munchausen-3-s2:pool=6,munchausen=1,n=3,average=1000,decay_to=0.3,seed=2,threads=4 \\
        falling-munchausen-2:pool=6,munchausen=1,n=2,average=1000,decay_to=0.3,threads=4 \\
        falling-batch-128-s1:pool=6,batch=128,every=32,lr=5e-4,average=1000,decay_to=0.3,decay_over=62500,threads=4
    python3 search.py 190 . \\
        falling-batch-128-s2:pool=6,batch=128,every=32,lr=5e-4,average=1000,decay_to=0.3,decay_over=62500,seed=2,threads=8 \\
        falling-batch-128-s3:pool=6,batch=128,every=32,lr=5e-4,average=1000,decay_to=0.3,decay_over=62500,seed=3,threads=8
"""
import sys, threading, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from ale_py.vector_env import AtariVectorEnv

CUDA = torch.cuda.is_available()
DEV = torch.device("cuda" if CUDA else "cpu")
DEFAULTS = dict(every=16, batch=64, lr=2.5e-4, eps=7.5e-5, decay_to=1.0, decay_over=125_000, average=0, n=3, samples=16,
                gamma=0.99, target=8000, munchausen=0, dense=2, convs=3, pool=0, seed=1, envs=64, capacity=1_000_000,
                start=20_000, lives=1, threads=3, kappa=1.0, epsilon=0.01)


class Net(nn.Module):
    def __init__(self, c, actions):
        super().__init__()
        layers = [nn.ZeroPad2d(2), nn.Conv2d(4, 32, 8, 4), nn.ReLU(), nn.ZeroPad2d((1, 2, 1, 2)),
                  nn.Conv2d(32, 64, 4, 2), nn.ReLU()]
        for _ in range(c["convs"] - 2):
            layers += [nn.Conv2d(64, 64, 3, 1, 1), nn.ReLU()]
        if c["pool"]:
            layers += [nn.AdaptiveMaxPool2d(c["pool"])]
        self.convs = nn.Sequential(*layers, nn.Flatten())
        side = c["pool"] or 11
        features = 64 * side * side
        hidden = []
        for _ in range(c["dense"] - 1):
            hidden += [nn.Linear(features, 512), nn.ReLU()]
            features = 512
        self.first = nn.Sequential(*hidden)
        self.gate = nn.Linear(64, features)
        self.last = nn.Linear(features, 512)
        self.out = nn.Linear(512, actions)
        self.register_buffer("k", torch.arange(1, 65, device=DEV) * np.pi)
        for m in self.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear)):
                nn.init.xavier_uniform_(m.weight)
                nn.init.zeros_(m.bias)

    def forward(self, x, tau):  # x uint8 [B,4,84,84], tau [N] -> [B, N, actions]
        f = self.first(self.convs(x.float() / 255))
        g = F.relu(self.gate(torch.cos(tau[:, None] * self.k)))
        return self.out(F.relu(self.last(f[:, None] * g[None])))


def strata(n):
    return (torch.arange(n, device=DEV) + torch.rand(n, device=DEV)) / n


class Agent:
    def __init__(self, name, c, out):
        self.name, self.c = name, c
        torch.manual_seed(c["seed"])
        n = self.n = c["envs"]
        self.env = AtariVectorEnv("space_invaders", n, num_threads=c["threads"], noop_max=0, use_fire_reset=False,
                                  reward_clipping=False, repeat_action_probability=0.25, autoreset_mode="SameStep")
        self.actions = int(self.env.single_action_space.n)
        self.online = Net(c, self.actions).to(DEV)
        self.target = Net(c, self.actions).to(DEV)
        self.acting = Net(c, self.actions).to(DEV) if c["average"] else self.online
        for other in (self.target, self.acting):
            other.load_state_dict(self.online.state_dict())
        self.lr = torch.tensor(float(c["lr"]), device=DEV)
        self.adam = torch.optim.Adam(self.online.parameters(), lr=self.lr if CUDA else c["lr"], eps=c["eps"], capturable=CUDA, foreach=CUDA)
        T = self.T = c["capacity"] // n
        z = lambda *s, t: torch.zeros(*s, dtype=t, device=DEV)
        self.frames = z(T, n, 84, 84, t=torch.uint8)
        self.age = z(T, n, t=torch.int64)  # agent steps since the episode's first, at most 3
        self.action = z(T, n, t=torch.int64)
        self.reward = z(T, n, t=torch.float32)
        self.end = z(T, n, t=torch.bool)  # nothing is expected behind: learning's end
        self.head = z((), t=torch.int64)   # next slot to write
        self.size = z((), t=torch.int64)
        self.average_t = z((), t=torch.float32)
        self.updates = 0
        # staging buffers for one vector step
        self.obs = z(n, 4, 84, 84, t=torch.uint8)
        self.act_out = z(n, t=torch.int64)
        self.eps = torch.ones((), device=DEV)
        self.new_reward, self.new_end, self.new_cut = z(n, t=torch.float32), z(n, t=torch.bool), z(n, t=torch.bool)
        self.new_age = z(n, t=torch.int64)
        self.log = open(f"{out}/{name}.csv", "w")
        self.log.write("frame,score,steps\n")
        self.stream = torch.cuda.Stream() if CUDA else None
        self.frames_done, self.scores = 0, []

    # --- what the graphs capture
    @torch.no_grad()
    def act(self):
        q = self.acting(self.obs, strata(self.c["samples"])).mean(1)
        greedy = q.argmax(1)
        chance = torch.rand(self.n, device=DEV) < self.eps
        self.act_out.copy_(torch.where(chance, torch.randint(0, self.actions, (self.n,), device=DEV), greedy))

    @torch.no_grad()
    def store(self):
        """Writes the state acted in (obs, age), its action, and what came of it."""
        i = self.head
        idx = i.reshape(1)
        self.frames.index_copy_(0, idx, self.obs[:, 3][None])
        self.age.index_copy_(0, idx, self.new_age[None])
        self.action.index_copy_(0, idx, self.act_out[None])
        self.reward.index_copy_(0, idx, self.new_reward[None])
        self.end.index_copy_(0, idx, self.new_end[None])
        self.head.copy_((i + 1) % self.T)
        self.size.copy_(torch.clamp(self.size + 1, max=self.T))
        self.new_age.copy_(torch.where(self.new_cut, torch.zeros_like(self.new_age), torch.clamp(self.new_age + 1, max=3)))

    def stacks(self, t, e):
        out = []
        age = self.age[t, e]
        for k in (3, 2, 1, 0):
            f = self.frames[(t - k) % self.T, e]
            out.append(f * (age >= k)[:, None, None].to(torch.uint8))
        return torch.stack(out, 1)

    def sample(self):
        c, B, n = self.c, self.c["batch"], self.c["n"]
        # ages from 3 (stack) to size - n - 1, counted from the oldest
        span = (self.size - 3 - n).float()
        back = n + 1 + (torch.rand(B, device=DEV) * span).long()  # steps back from head: n+1 .. size-3
        t = (self.head - back) % self.T
        e = torch.randint(0, self.n, (B,), device=DEV)
        R = torch.zeros(B, device=DEV)
        alive = torch.ones(B, device=DEV)
        for k in range(n):
            s = (t + k) % self.T
            R = R + c["gamma"] ** k * alive * torch.clamp(self.reward[s, e], -1, 1)
            alive = alive * (~self.end[s, e]).float()
        return t, e, (t + n) % self.T, R, alive

    def update(self):
        c = self.c
        N = c["samples"]
        with torch.no_grad():
            t, e, t2, R, alive = self.sample()
            s, s2, a = self.stacks(t, e), self.stacks(t2, e), self.action[t, e]
            z2 = self.target(s2, strata(N))  # [B, N, A]
            q2 = z2.mean(1)
            if c["munchausen"]:
                temp = 0.03
                pi = F.softmax(q2 / temp, 1)
                logpi = F.log_softmax(q2 / temp, 1) * temp
                q1 = self.target(s, strata(N)).mean(1)
                bonus = 0.9 * (F.log_softmax(q1 / temp, 1) * temp).gather(1, a[:, None])[:, 0].clamp(-1, 0)
                nxt = ((z2 - logpi[:, None]) * pi[:, None]).sum(2)
                R = R + bonus
            else:
                nxt = z2.gather(2, q2.argmax(1)[:, None, None].expand(-1, N, 1))[:, :, 0]
            T = R[:, None] + c["gamma"] ** c["n"] * alive[:, None] * nxt  # [B, N']
        tau = strata(N)
        z = self.online(s, tau).gather(2, a[:, None, None].expand(-1, N, 1))[:, :, 0]  # [B, N]
        u = T[:, None, :] - z[:, :, None]
        k = c["kappa"]
        h = torch.where(u.abs() <= k, 0.5 * u * u, k * (u.abs() - 0.5 * k))
        loss = ((tau[None, :, None] - (u < 0).float()).abs() * h / k).mean(2).sum(1).mean()
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        self.adam.step()
        if self.acting is not self.online:
            with torch.no_grad():
                self.average_t.add_(1)
                w = torch.clamp(1 / self.average_t, min=1.0 / c["average"])
                mine, theirs = list(self.acting.parameters()), list(self.online.parameters())
                diff = torch._foreach_sub(theirs, mine)
                torch._foreach_mul_(diff, w)
                torch._foreach_add_(mine, diff)

    # --- graphs
    def capture(self, f, warm):
        if not CUDA:
            return f
        with torch.cuda.stream(self.stream):
            for _ in range(warm):
                f()
        torch.cuda.synchronize()
        g = torch.cuda.CUDAGraph()
        with torch.cuda.graph(g, stream=self.stream):
            f()
        torch.cuda.synchronize()
        return g.replay

    def prepare(self):
        self.size.fill_(100)
        self.head.fill_(100)
        self.act_f = self.capture(self.act, 3)
        self.update_f = self.capture(self.update, 3)
        # forget what the rehearsal did
        torch.manual_seed(self.c["seed"])
        fresh = Net(self.c, self.actions).to(DEV)
        for net in {self.online, self.target, self.acting}:
            with torch.no_grad():
                for p, q in zip(net.parameters(), fresh.parameters()):
                    p.copy_(q)
        for st in self.adam.state.values():
            for v in st.values():
                v.zero_()
        self.average_t.zero_()
        self.store_f = self.capture(self.store, 1)
        for x in (self.size, self.head, self.new_age):
            x.zero_()
        if CUDA:
            torch.cuda.synchronize()

    def run(self, until):
        if CUDA:
            with torch.cuda.stream(self.stream):
                self.loop(until)
        else:
            self.loop(until)

    def loop(self, until):
        c, n = self.c, self.n
        pin = (lambda a: a.pin_memory()) if CUDA else (lambda a: a)
        host = pin(torch.zeros(n, 4, 84, 84, dtype=torch.uint8))
        hostr, hoste, hostc = pin(torch.zeros(n)), pin(torch.zeros(n, dtype=torch.bool)), pin(torch.zeros(n, dtype=torch.bool))
        hosta = pin(torch.zeros(n, dtype=torch.int64))
        obs, info = self.env.reset(seed=c["seed"])
        lives = info["lives"].copy()
        score, length = np.zeros(n), np.zeros(n, dtype=np.int64)
        steps, owed, copied = 0, 0.0, 0
        while time.time() < until:
            host.copy_(torch.from_numpy(obs))
            self.obs.copy_(host, non_blocking=True)
            over = max(0, steps - c["start"]) / 100_000
            self.eps.fill_(max(c["epsilon"], 1 - (1 - c["epsilon"]) * over))
            self.act_f()
            hosta.copy_(self.act_out, non_blocking=True)
            if CUDA:
                self.stream.synchronize()
            self.env.send(hosta.numpy())
            obs, r, term, trunc, info = self.env.recv()
            done = term | trunc
            score += r
            length += 1
            hostr.copy_(torch.from_numpy(r.astype(np.float32)))
            hoste.copy_(torch.from_numpy((info["lives"] < lives) | term if c["lives"] else term))
            hoste.logical_or_(torch.from_numpy(trunc))
            hostc.copy_(torch.from_numpy(done))
            lives = info["lives"].copy()
            self.new_reward.copy_(hostr, non_blocking=True)
            self.new_end.copy_(hoste, non_blocking=True)
            self.new_cut.copy_(hostc, non_blocking=True)
            self.store_f()
            steps += n
            self.frames_done = steps * 4
            for i in np.flatnonzero(done):
                self.log.write(f"{steps * 4},{int(score[i])},{length[i]}\n")
                self.scores.append((steps * 4, score[i]))
                score[i] = length[i] = 0
            if steps > c["start"]:
                owed += n / c["every"]
                while owed >= 1:
                    owed -= 1
                    self.update_f()
                    self.updates += 1
                if c["decay_to"] < 1:
                    self.lr.fill_(c["lr"] * max(c["decay_to"], 1 - (1 - c["decay_to"]) * self.updates / c["decay_over"]))
            if steps // c["target"] > copied:
                copied = steps // c["target"]
                with torch.no_grad():
                    torch._foreach_copy_(list(self.target.parameters()), list(self.online.parameters()))
        self.log.close()


def windows(scores, width=1_000_000):
    w = {}
    for f, s in scores:
        w.setdefault((f - 1) // width, []).append(s)
    return " ".join(f"{np.mean(v):.0f}" for _, v in sorted(w.items()))


def main():
    seconds, out = float(sys.argv[1]), sys.argv[2]
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    start = time.time()
    agents = []
    for arg in sys.argv[3:]:
        name, _, rest = arg.partition(":")
        c = dict(DEFAULTS)
        for kv in filter(None, rest.split(",")):
            k, v = kv.split("=")
            c[k] = type(c[k])(float(v))
        a = Agent(name, c, out)
        a.prepare()
        agents.append(a)
        print(name, c, f"{time.time() - start:.1f} s", flush=True)
    threads = [threading.Thread(target=a.run, args=(start + seconds,)) for a in agents]
    [t.start() for t in threads]
    while any(t.is_alive() for t in threads):
        time.sleep(min(20, max(1, start + seconds - time.time())))
        print(f"{time.time() - start:.0f} s", flush=True)
        for a in agents:
            print(f"  {a.name} {a.frames_done / 1e6:.2f}M frames, {a.updates} updates: {windows(a.scores)}", flush=True)
    [t.join() for t in threads]


main()
