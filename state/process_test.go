//go:build unix

package state

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary be another process: the first variable says what it does,
// the second to which state.
func TestMain(m *testing.M) {
	path := os.Getenv("STATE_TEST_PATH")
	switch os.Getenv("STATE_TEST_ROLE") {
	case "writer":
		fail(writeUntilKilled(path))
	case "holder":
		fail(holdUntilKilled(path))
	case "reader":
		fail(readOnce(path))
	default:
		os.Exit(m.Run())
	}
}

func fail(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

// writeUntilKilled commits a product and its shot a step, from eight goroutines, and says
// each product that it was told is durable.
func writeUntilKilled(path string) error {
	ctx := context.Background()
	s, err := Lock(ctx, path, Holder{Who: "child"}, time.Minute)
	if err != nil {
		return err
	}
	w, err := s.Workspace(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	for worker := range 8 {
		wg.Go(func() {
			for i := 0; ; i++ {
				address := fmt.Sprintf("product.r%d.w%d.%d", w.Epoch, worker, i)
				err := s.Commit(ctx, Step{Heads: []Head{{Product: address}}, Shots: []Shot{{Product: address, Address: address + ".s", Object: "0f"}}})
				mu.Lock()
				fmt.Println(address, err)
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	return s.Close()
}

func holdUntilKilled(path string) error {
	s, err := Lock(context.Background(), path, Holder{ID: "child", Who: "child", PID: os.Getpid()}, 0)
	if err != nil {
		return err
	}
	fmt.Println("locked")
	_, err = os.Stdin.Read(make([]byte, 1)) // until the parent closes it
	return errors.Join(s.Close(), err)
}

func readOnce(path string) error {
	r, err := Open(path)
	if err != nil {
		return err
	}
	rec, err := r.Product(context.Background(), "product.mug")
	fmt.Println(rec.Head.Product, len(rec.Shots))
	return errors.Join(err, r.Close())
}

func child(t *testing.T, role, path string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "STATE_TEST_ROLE="+role, "STATE_TEST_PATH="+path)
	return cmd
}

func TestKilledInTheMidstOfCommitting(t *testing.T) {
	path := stateFile(t)
	var durable []string
	for range 6 {
		cmd := child(t, "writer", path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := rand.IntN(400) + 1; lines.Scan(); n-- {
			address, ok := strings.CutSuffix(lines.Text(), " <nil>")
			if !ok {
				t.Fatal(lines.Text())
			}
			durable = append(durable, address)
			if n == 0 {
				cmd.Process.Kill()
			}
		}
		cmd.Wait()
	}

	before := snapshot(t, path)
	r := open(t, path)
	shots := 0
	there := map[string]bool{}
	err := r.Heads(t.Context(), func(h Head) error {
		there[h.Product] = true
		rec, err := r.Product(t.Context(), h.Product)
		shots += len(rec.Shots)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if shots != len(there) {
		t.Errorf("%d products and %d shots: a step was written by halves", len(there), shots)
	}
	for _, address := range durable {
		if !there[address] {
			t.Errorf("%s was said to be durable and is lost", address)
		}
	}
	if w, err := r.Workspace(t.Context()); err != nil || w.Epoch != 6 || w.Serial != 6 {
		t.Errorf("after six runs: %+v, %v", w, err)
	}
	r.Close()
	delete(before, "state.db-shm") // the index of the log holds locks, and nothing of the state
	after := snapshot(t, path)
	delete(after, "state.db-shm")
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("reading what a killed run left changed it from %v to %v", before, after)
	}

	s := lockAt(t, path)
	commit(t, s, sample())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left := snapshot(t, path); len(left) != 1 {
		t.Errorf("the next run left %v", left)
	}
}

func TestKilledInTheMidstOfMakingTheState(t *testing.T) {
	for range 12 {
		path := stateFile(t)
		cmd := child(t, "writer", path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(time.Minute); size(lockPath(path)) == 0 && time.Now().Before(deadline); {
			runtime.Gosched() // until it has the lock
		}
		time.Sleep(time.Duration(rand.IntN(8000)) * time.Microsecond)
		cmd.Process.Kill()
		cmd.Wait()
		t.Log("found", keys(snapshot(t, path)))
		s := lockAt(t, path)
		commit(t, s, Step{Heads: []Head{{Product: "product.mug"}}})
		if found, err := s.Verify(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("%v, %v", found, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if left := snapshot(t, path); len(left) != 1 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestTheLockDiesWithItsHolder(t *testing.T) {
	path := made(t)
	cmd := child(t, "holder", path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "locked\n" {
		t.Fatal(line, err)
	}
	_, err = Lock(t.Context(), path, Holder{}, 0)
	var locked *LockedError
	if !errors.As(err, &locked) || locked.Holder.PID != cmd.Process.Pid {
		t.Errorf("while another process holds it: %v", err)
	}
	if rec, err := open(t, path).Product(t.Context(), "product.mug"); err != nil || rec.Head.Product == "" {
		t.Errorf("reading meanwhile: %+v, %v", rec, err)
	}
	cmd.Process.Kill()
	cmd.Wait()
	if h, err := Status(path); h != nil || err != nil {
		t.Errorf("after its death: %v, %v", h, err)
	}
	commit(t, lockAt(t, path), sample())
}

func TestWhereNothingMayBeWritten(t *testing.T) {
	path := made(t)
	exe := filepath.Join(filepath.Dir(path), "reader")
	cmd := child(t, "reader", path)
	if os.Geteuid() == 0 { // who may write everything; let the reader be somebody else
		binary, err := os.ReadFile(cmd.Path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(exe, binary, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd.Path = exe
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	for dir := filepath.Dir(path); len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Chmod(path, 0o444), os.Chmod(filepath.Dir(path), 0o555)); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Dir(path), 0o755)
	out, err := cmd.CombinedOutput()
	if err != nil || string(out) != "product.mug 1\n" {
		t.Errorf("%s, %v", out, err)
	}
	if os.Geteuid() == 0 {
		cmd := child(t, "holder", path)
		cmd.Path, cmd.SysProcAttr = exe, &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), ErrReadOnly.Error()) {
			t.Errorf("locking where nothing may be written: %s, %v", out, err)
		}
	}
}
