package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"photoshoot": main})
}

// TestScripts runs testdata/script against the real command and a real studio. Each script
// finds two photos in $WORK/photos.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			examples, err := filepath.Abs("../../examples")
			if err != nil {
				return err
			}
			env.Setenv("EXAMPLES", examples)
			return os.CopyFS(filepath.Join(env.WorkDir, "photos"), os.DirFS("../../examples/first/photos"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "photo": unfit, "copy": committed},
	})
}

// exits CODE COMMAND... runs a command that must end with the code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	if got := codeOf(err); got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// copy FROM TO copies the files of an example that are in the repository.
func committed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copy FROM TO")
	}
	ts.Check(copyCommitted(args[0], ts.MkAbs(args[1])))
}

// unfit FILE KIND writes a photo that cannot be used: truncated, oversized, bomb or noise.
func unfit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: photo FILE KIND")
	}
	var data []byte
	switch mug := []byte(ts.ReadFile("photos/mug.jpg")); args[1] {
	case "truncated":
		data = mug[:len(mug)/2]
	case "oversized":
		data = append(mug, make([]byte, 13<<20-len(mug))...)
	case "bomb":
		data = bomb()
	case "noise":
		data = noise()
	default:
		ts.Fatalf("there is no kind %q", args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// bomb is a PNG of a few bytes that says it has four thousand million pixels.
func bomb() []byte {
	head := []byte("IHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x06\x00\x00\x00")
	data := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(head))
	return append(data, "\x00\x00\x00\x00IEND\xaeB`\x82"...)
}

// noise is a photo of nothing.
func noise() []byte {
	img := image.NewGray(image.Rect(0, 0, 256, 256))
	rand.NewChaCha8([32]byte{}).Read(img.Pix)
	var b bytes.Buffer
	jpeg.Encode(&b, img, nil)
	return b.Bytes()
}

func codeOf(err error) string {
	if err == nil {
		return "0"
	}
	return string([]byte(err.Error())[len("exit status "):])
}
