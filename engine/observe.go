// Observing: photos, delivered files and originals as this machine has them.

package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"photoshoot/spec"
)

// MaxPhoto is how large a photo may be: the parameter table of the service's page says
// 12 MB, its error section 22; the smaller is safe with both.
const MaxPhoto = 12 << 20

// PhotoCache remembers the hash of a photo that has not moved since it was read. Paths
// are as the configuration writes them, so that it serves from any working folder.
type PhotoCache interface {
	Lookup(path string, info fs.FileInfo) (sha256 string, ok bool)
	Remember(path string, info fs.FileInfo, sha256 string)
}

// Folder observes a configuration's folder.
type Folder struct {
	Dir     string // what relative photo paths are relative to
	Output  *Output
	Objects *Objects
	Cache   PhotoCache // nil: every photo is read each time
}

// PhotoError says what is wrong with a photo, and what to do.
type PhotoError struct {
	Path    string
	Problem string
	Next    string // what to do
	Err     error
}

func (e *PhotoError) Error() string {
	text := "photo " + e.Path + " " + e.Problem
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *PhotoError) Unwrap() error { return e.Err }

// Advice says what to do.
func (e *PhotoError) Advice() string { return e.Next }

// Photo finds a product's photo, checks what can be checked without decoding it, and hashes it.
func (f *Folder) Photo(p *spec.Product) (Photo, error) {
	if strings.HasPrefix(p.Image, "https://") {
		return Photo{}, &PhotoError{p.Image, "is a URL, and this version does not download photos", "Download it, and name the file.", nil}
	}
	path := f.Locate(p.Image)
	info, err := os.Stat(path)
	if err != nil {
		return Photo{}, photoUnreadable(p.Image, err)
	}
	if fault := checkPhotoFile(p.Image, info); fault != nil {
		return Photo{}, fault
	}
	photo := Photo{Path: path, Size: info.Size()}
	if f.Cache != nil {
		if sum, ok := f.Cache.Lookup(p.Image, info); ok {
			photo.SHA256 = sum
			return photo, nil
		}
	}
	if photo.SHA256, err = hashPhoto(path); err != nil {
		return Photo{}, photoUnreadable(p.Image, err)
	}
	if f.Cache != nil {
		f.Cache.Remember(p.Image, info, photo.SHA256)
	}
	return photo, nil
}

// Locate is where the photo of an image is.
func (f *Folder) Locate(image string) string {
	path := filepath.FromSlash(image)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(f.Dir, path)
}

func photoUnreadable(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &PhotoError{name, "does not exist", "Check the path: it is relative to the folder of the configuration.", nil}
	}
	return &PhotoError{name, "cannot be read", "Check the permissions of the file and its folders.", err}
}

func checkPhotoFile(name string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return &PhotoError{name, "is a folder", "Name one photo in it.", nil}
	case !info.Mode().IsRegular():
		return &PhotoError{name, "is not a file", "Name a JPEG or PNG file.", nil}
	case info.Size() == 0:
		return &PhotoError{name, "is empty", "Export it again.", nil}
	case info.Size() > MaxPhoto:
		return &PhotoError{name, fmt.Sprintf("has %.1f MB, and the service takes %d MB", float64(info.Size())/(1<<20), MaxPhoto>>20),
			"Save it as a JPEG, or scale it down: 4000 pixels on the longer side are more than enough.", nil}
	}
	return nil
}

func hashPhoto(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// File looks at a delivered file.
func (f *Folder) File(path string) (Stat, bool) { return f.Output.File(path) }

// Hash reads a delivered file.
func (f *Folder) Hash(path string) string {
	data, err := f.Output.Read(path)
	if err != nil {
		return ""
	}
	return hashOf(data)
}

// Original looks for a stored original.
func (f *Folder) Original(sum string) bool { return f.Objects.Has(sum) }
