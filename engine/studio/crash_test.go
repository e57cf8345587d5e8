package studio_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/studio"
	"photoshoot/engine/studio/studiotest"
)

// childDir names the folder for the studio that a test runs in a process of its own.
const childDir = "STUDIO_TEST_DIR"

func newID() uuid.UUID { return uuid.New() }

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		serveUntilKilled(dir)
	}
	os.Exit(m.Run())
}

// serveUntilKilled prints its address. Each picture takes a moment, and is noted in a file
// before it is begun.
func serveUntilKilled(dir string) {
	note := func(_ context.Context, asked string) error {
		f, err := os.OpenFile(filepath.Join(dir, "begun"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		fmt.Fprintln(f, asked)
		time.Sleep(3 * time.Millisecond)
		return f.Close()
	}
	s, err := studio.New(studio.Config{Dir: dir, Workers: 2, Painter: studiotest.Flat{Before: note}})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(httptest.NewServer(s).URL)
	select {}
}

// child is a studio in a process that can be killed.
type child struct {
	*exec.Cmd
	url string
}

func startChild(t *testing.T, dir string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the child does not serve: ", err)
	}
	return &child{cmd, strings.TrimSpace(line)}
}

func (c *child) kill() {
	c.Process.Kill()
	c.Wait()
}

// ServeHTTP passes a request on over the socket.
func (c *child) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	out, _ := http.NewRequest(r.Method, c.url+r.URL.String(), r.Body)
	out.Header = r.Header
	resp, err := http.DefaultClient.Do(out)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

// Killed again and again, the studio must take up every job it accepted, never paint what
// was finished, and count everything once.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	server := startChild(t, dir)
	c := newCaller(t, server)
	asset := c.recommend(mug(t))
	const rounds, jobs = 5, 3
	var accepted []string
	finished := map[string]int{} // by prompt: how often it was begun when it was seen done
	for round := range rounds {
		for n := range jobs {
			accepted = append(accepted, c.start(asset, fmt.Sprintf(
				`[{"tag":"custom","prompt":"%[1]d-%[2]d-a"},{"tag":"custom","prompt":"%[1]d-%[2]d-b"},{"tag":"custom","prompt":"%[1]d-%[2]d-c"}]`, round, n)))
		}
		for before := len(finished); len(finished) == before; {
			noteFinished(c, dir, accepted, finished)
		}
		server.kill()
		server = startChild(t, dir)
		c.handler = server
	}
	for _, process := range accepted {
		if done := c.wait(process); !done.IsSuccessful {
			t.Errorf("process %s ended as %+v", process, done)
		}
	}
	begun := begun(t, dir)
	for prompt, times := range finished {
		if begun[prompt] != times {
			t.Errorf("%s was painted again after it was done", prompt)
		}
	}
	server.kill()
	s := open(t, studio.Config{Dir: dir})
	want := studio.Counts{Recommendations: 1, Generations: rounds * jobs, Tasks: rounds * jobs * 3, Pictures: rounds * jobs * 3}
	if got := s.Stats()[c.application]; got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}

// noteFinished remembers what is done now, and how often it has been begun by now.
func noteFinished(c *caller, dir string, processes []string, finished map[string]int) {
	c.t.Helper()
	for _, process := range processes {
		tasks := c.check(process)[0].TaskURLs
		prompts := promptsOf(c.t, dir, process)
		begun := begun(c.t, dir)
		for i, task := range tasks {
			if _, known := finished[prompts[i]]; task.RenderState == 5 && !known {
				finished[prompts[i]] = begun[prompts[i]]
			}
		}
	}
}

func promptsOf(t testing.TB, dir, process string) (prompts []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "processes", process+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Tasks []struct{ Prompt struct{ Prompt string } }
	}
	if err := json.Unmarshal(data, &kept); err != nil {
		t.Fatal(err)
	}
	for _, task := range kept.Tasks {
		prompts = append(prompts, task.Prompt.Prompt)
	}
	return prompts
}

// begun counts how often each picture was begun.
func begun(t testing.TB, dir string) map[string]int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "begun"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, prompt := range strings.Fields(string(data)) {
		count[prompt]++
	}
	return count
}

// A kill may cut the ledger's last line short, or fall between a process's file and its line.
func TestTornLedger(t *testing.T) {
	dir := t.TempDir()
	s := open(t, studio.Config{Dir: dir})
	c := newCaller(t, s)
	c.wait(c.start(c.recommend(mug(t)), twoPrompts))
	closeNow(t, s)
	want := s.Stats()[c.application]
	path := filepath.Join(dir, "ledger.jsonl")
	ledger, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(ledger), "\n")
	torn := lines[0] + lines[1][:len(lines[1])/2] // the generation's line and what follows is lost
	if err := os.WriteFile(path, []byte(torn), 0o600); err != nil {
		t.Fatal(err)
	}
	s = open(t, studio.Config{Dir: dir})
	if got := s.Stats()[c.application]; got != want {
		t.Errorf("counted %+v after the crash, want %+v", got, want)
	}
}

func TestFolderInUse(t *testing.T) {
	dir := t.TempDir()
	s := open(t, studio.Config{Dir: dir})
	second := studio.Config{Dir: dir, Painter: studiotest.Flat{}}
	if _, err := studio.New(second); !errors.Is(err, studio.ErrInUse) {
		t.Fatalf("a second studio in the folder: %v", err)
	}
	closeNow(t, s)
	open(t, second)
}

// A studio that is closed while it paints drops the picture, and the next one makes it.
func TestCloseWhilePainting(t *testing.T) {
	dir := t.TempDir()
	begun := make(chan struct{}, 1)
	stuck := func(ctx context.Context, _ string) error {
		begun <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}
	s := open(t, studio.Config{Dir: dir, Painter: studiotest.Flat{Before: stuck}})
	c := newCaller(t, s)
	process := c.start(c.recommend(mug(t)), twoPrompts)
	<-begun
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Close(ctx); err != nil {
		t.Fatal(err)
	}
	c.handler = open(t, studio.Config{Dir: dir})
	if done := c.wait(process); !done.IsSuccessful {
		t.Errorf("ended as %+v", done)
	}
}
